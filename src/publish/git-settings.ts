/** A setting of git: its name as `git config` lists it, and its value; null for a name that stands alone. */
export interface GitSetting {
  readonly name: string;
  readonly value: string | null;
}

/** Reads what `git config --list -z` prints. */
export function parseSettings(listing: string): readonly GitSetting[] {
  return listing
    .split('\0')
    .filter((entry) => entry !== '')
    .map((entry) => {
      const end = entry.indexOf('\n');
      return end < 0 ? { name: entry, value: null } : { name: entry.slice(0, end), value: entry.slice(end + 1) };
    });
}

/** Settings about identity and connections: credentials, certificates, proxies, URL rewriting. */
const carried =
  /^(?:(?:user|author|committer|http|https|credential|url|ssh|protocol)\.|core\.(?:sshcommand|askpass|gitproxy)$)/;

/**
 * The settings about identity and connections that another repository lacks, in their order. Settings of the user and
 * the system, which both have, are not repeated: servers reject a header that is sent twice.
 */
export function missingSettings(wanted: readonly GitSetting[], present: readonly GitSetting[]): readonly GitSetting[] {
  const counts = new Map<string, number>();
  for (const setting of present) counts.set(keyOf(setting), (counts.get(keyOf(setting)) ?? 0) + 1);
  return wanted.filter((setting) => {
    if (!carried.test(setting.name)) return false;
    const left = counts.get(keyOf(setting)) ?? 0;
    counts.set(keyOf(setting), left - 1);
    return left <= 0;
  });
}

function keyOf({ name, value }: GitSetting): string {
  return `${name}\0${value ?? '\0'}`;
}

/** The first value of a setting: of several `url`s of a remote, the one that git fetches from. */
export function firstValue(settings: readonly GitSetting[], name: string): string | undefined {
  return settings.find((setting) => setting.name === name)?.value ?? undefined;
}

/** Settings as the text of a configuration file. */
export function formatSettings(settings: readonly GitSetting[]): string {
  return settings.map((setting) => `${formatSection(setting)}\n\t${formatVariable(setting)}\n`).join('');
}

function formatSection({ name }: GitSetting): string {
  const start = name.indexOf('.');
  const end = name.lastIndexOf('.');
  const section = name.slice(0, start);
  if (start === end) return `[${section}]`;
  return `[${section} "${name.slice(start + 1, end).replace(/["\\]/g, '\\$&')}"]`;
}

function formatVariable({ name, value }: GitSetting): string {
  const variable = name.slice(name.lastIndexOf('.') + 1);
  if (value === null) return variable;
  return `${variable} = "${value.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t')}"`;
}
