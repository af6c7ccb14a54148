import { type Assessment, groupOf, keyOf, type Site, saysAnything } from './assessment.js';

/** Keeps marks: in the browser, or where it does not let us, as long as the page is open. */
export interface Store {
  /** Whether marks outlast the page. */
  readonly lasting: boolean;
  get(slug: string, question: number): Assessment | undefined;
  /** All marks of the site. */
  all(): readonly Assessment[];
  /** Keeps one; without mark and note, it is forgotten. Tells those who listen. */
  put(assessment: Assessment): void;
  /** Calls when marks change, here or in another window of the site. */
  listen(changed: () => void): void;
  /** Marks that an earlier build of the site left in the browser: it had the same title and other groups. */
  earlier(): readonly Assessment[];
}

/** Each mark has an entry of its own in the browser's storage, so that windows side by side cannot undo each other's. */
export function openStore(site: Site): Store {
  const prefix = `${marks}${site.id}:`;
  const unkept = new Map<string, Assessment>();
  const listeners: (() => void)[] = [];
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  let lasting = canKeep();
  const all = (): readonly Assessment[] => {
    const held = new Map(storedUnder(prefix).map((assessment) => [keyOf(assessment), assessment]));
    for (const [key, assessment] of unkept) held.set(key, assessment);
    return [...held.values()].filter(saysAnything);
  };
  addEventListener('storage', ({ key }) => {
    if (key === null || key.startsWith(prefix)) tell();
  });
  // Gone back to, a page may be as it was before other pages changed what is kept.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) tell();
  });
  return {
    get lasting() {
      return lasting;
    },
    get: (slug, question) => {
      const key = keyOf({ slug, question });
      const assessment = unkept.get(key) ?? read(prefix + key);
      return assessment && saysAnything(assessment) ? assessment : undefined;
    },
    all,
    put: (assessment) => {
      const key = keyOf(assessment);
      if (lasting && keep(prefix + key, assessment) && keepTitle(site)) unkept.delete(key);
      else {
        lasting = false;
        unkept.set(key, assessment);
      }
      tell();
    },
    listen: (changed) => void listeners.push(changed),
    earlier: () => findEarlier(site, all()),
  };
}

const marks = 'handin-mark:';
const titles = 'handin-site:';

function canKeep(): boolean {
  try {
    localStorage.setItem('handin-probe', 'x');
    localStorage.removeItem('handin-probe');
    return true;
  } catch {
    return false;
  }
}

/** Whether it could be kept: storage may be full. */
function keep(key: string, assessment: Assessment): boolean {
  try {
    if (!saysAnything(assessment)) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(assessment));
    return true;
  } catch {
    return false;
  }
}

function keepTitle({ id, title }: Site): boolean {
  try {
    localStorage.setItem(titles + id, title);
    return true;
  } catch {
    return false;
  }
}

/** What is kept under a key; undefined for nothing, and for what another program left there. */
function read(key: string): Assessment | undefined {
  try {
    const value = JSON.parse(localStorage.getItem(key) ?? 'null') as Partial<Assessment> | null;
    const { slug, question, mark, note, updated, digest } = value ?? {};
    const texts = [slug, mark, note, updated, digest];
    return texts.every((text) => typeof text === 'string') && typeof question === 'number'
      ? (value as Assessment)
      : undefined;
  } catch {
    return undefined;
  }
}

function storedUnder(prefix: string): readonly Assessment[] {
  return keysUnder(prefix).flatMap((key) => read(key) ?? []);
}

function keysUnder(prefix: string): readonly string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}

function findEarlier(site: Site, held: readonly Assessment[]): readonly Assessment[] {
  const known = new Set(held.map(keyOf));
  return keysUnder(titles)
    .map((key) => key.slice(titles.length))
    .filter((id) => id !== site.id && localStorage.getItem(titles + id) === site.title)
    .flatMap((id) => storedUnder(`${marks}${id}:`))
    .filter((assessment) => groupOf(site, assessment.slug) !== undefined && !known.has(keyOf(assessment)));
}
