/** Something to look for, and how to show what was found without giving it away. */
export interface PersonalPattern {
  /** What it is, for people: `e-mail address`. */
  readonly what: string;
  /**
   * Global. Its group `found` is what counts, or else the whole match, with the group `before` in front where there is
   * one. Linear in the text.
   */
  readonly pattern: RegExp;
  /** What was found as it may be printed. */
  readonly mask: (found: string) => string;
  /** Whether it is nobody's, though it looks like somebody's. */
  readonly harmless?: (found: string) => boolean;
}

/** Enough to recognize a key by, too little to use it. */
const mask = (found: string): string => `${found.slice(0, 4)}…`;

const alone = '(?<![A-Za-z0-9_-])';
const ended = '(?![A-Za-z0-9_-])';

function secret(what: string, source: string): PersonalPattern {
  return { what, pattern: new RegExp(alone + source + ended, 'g'), mask };
}

/**
 * Keys and tokens, by the forms that their issuers document. That of Weights & Biases, 40 hexadecimal digits, is also
 * that of a commit: it counts beside the word `wandb` alone, and not in an address.
 */
export const secretPatterns: readonly PersonalPattern[] = [
  secret('GitHub token', '(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{22,255})'),
  secret('GitLab token', 'glpat-[A-Za-z0-9_-]{20,255}'),
  secret('AWS access key', '(?:AKIA|ASIA)[A-Z0-9]{16}'),
  secret('Google API key', 'AIza[A-Za-z0-9_-]{35}'),
  secret('Slack token', 'xox[abeoprs]-[A-Za-z0-9-]{10,255}'),
  secret('Hugging Face token', 'hf_[A-Za-z0-9]{30,255}'),
  // Words joined by hyphens are no key: it has digits and capitals.
  secret('OpenAI or Anthropic key', String.raw`sk-(?=[\w-]{0,200}\d)(?=[\w-]{0,200}[A-Z])[\w-]{20,255}`),
  secret('JSON Web Token', String.raw`eyJ[\w-]{10,8000}\.eyJ[\w-]{10,8000}\.[\w-]{10,8000}`),
  {
    what: 'private key',
    pattern: /-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----/g,
    mask: (found) => found,
  },
  {
    what: 'Weights & Biases key',
    pattern: /wandb[^\n]{0,80}?(?<![0-9a-z/@])(?<found>[0-9a-f]{40})(?![0-9a-z])/gi,
    mask,
  },
];

/** E-mail addresses. Letters of any alphabet; a name that ends in a file's extension is a file (`icon@2x.png`). */
export const emailPattern: PersonalPattern = {
  what: 'e-mail address',
  // From the sign on, and then back from it: most of a text has none, and is passed over.
  pattern:
    /@(?<=(?<![\p{L}\p{N}._%+-])(?<before>[\p{L}\p{N}_%+-][\p{L}\p{N}._%+-]{0,63})@)(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}(?![\p{L}\p{N}(])/gu,
  mask: (found) => `${[...found][0]}…${found.slice(found.indexOf('@'))}`,
  harmless: (found) => [/^(?:git|no-?reply)@/i, someonesExample, machine, fileName].some((form) => form.test(found)),
};

/** Domains that are reserved for examples, by RFC 2606. */
const someonesExample = /[@.](?:example\.(?:com|net|org)|example|test|invalid|localhost)$/i;

/** Accounts of machines, and the address that GitHub gives out in place of a person's. */
const machine = /[@.](?:users\.noreply\.github\.com|gserviceaccount\.com)$/i;

const fileName =
  /\.(?:png|jpe?g|gif|svg|webp|avif|html?|css|m?js|ts|json|ipynb|txt|csv|ya?ml|toml|lock|service|whl|tar|gz)$/i;

/**
 * Student numbers of the form that a course has.
 *
 * @param form what one looks like, found where it is a word of its own
 */
export function studentNumberPattern(form: RegExp): PersonalPattern {
  const flags = [...new Set(`${form.flags}g`)].filter((flag) => flag !== 'y').join('');
  return {
    what: 'student number',
    pattern: new RegExp(`(?<![A-Za-z0-9_])(?:${form.source})(?![A-Za-z0-9_])`, flags),
    mask: (found) => `${found.slice(0, 2)}…`,
  };
}
