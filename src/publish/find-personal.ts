import { sha256 } from '../model/sha256.js';
import { emailPattern, type PersonalPattern, secretPatterns, studentNumberPattern } from './personal-patterns.js';

/** A file of the site, as it is about to be published. */
export interface PublishedFile {
  /** Relative to the site's folder. */
  readonly path: string;
  /** Null for a binary file: only its name is searched. */
  readonly text: string | null;
}

/** Something in a file that looks like personal data or a secret. */
export interface PersonalFinding {
  /** What it looks like: `student number`, `GitHub token`. */
  readonly what: string;
  readonly path: string;
  /** The line of the first occurrence, from 1; null when it is in the file's name. */
  readonly line: number | null;
  /** Of what was found, to compare it without keeping it. */
  readonly digest: string;
  /** The same, masked. */
  readonly shown: string;
  /** Number of occurrences in the file. */
  readonly count: number;
}

/**
 * Searches a file for what should not be published by mistake: student numbers, e-mail addresses, keys and tokens.
 * It matches patterns, so there are false positives.
 *
 * @param studentNumber what a student number looks like; null when there are none to look for
 * @returns each distinct match once, in the order of its first occurrence
 */
export function findPersonal({ path, text }: PublishedFile, studentNumber: RegExp | null): readonly PersonalFinding[] {
  const patterns = [...(studentNumber ? [studentNumberPattern(studentNumber)] : []), emailPattern, ...secretPatterns];
  const inName = matchesOf(path, patterns).map((match) => ({ ...match, line: null }));
  const read = text === null ? '' : plain(text);
  const lineAt = lineCounter(read);
  const inText = matchesOf(read, patterns).map((match) => ({ ...match, line: lineAt(match.index) }));
  const findings = new Map<string, PersonalFinding>();
  for (const { pattern, found, line } of [...inName, ...inText]) {
    const key = `${pattern.what}\n${line === null}\n${found}`;
    const count = (findings.get(key)?.count ?? 0) + 1;
    const first = findings.get(key)?.line ?? line;
    findings.set(key, {
      what: pattern.what,
      path,
      line: first,
      digest: digestOf(found),
      shown: pattern.mask(found),
      count,
    });
  }
  return [...findings.values()];
}

function digestOf(text: string): string {
  return sha256(text).slice(0, 32);
}

interface Match {
  readonly pattern: PersonalPattern;
  readonly found: string;
  readonly index: number;
}

function matchesOf(text: string, patterns: readonly PersonalPattern[]): readonly Match[] {
  const matches = patterns.flatMap((pattern) =>
    [...text.matchAll(pattern.pattern)].flatMap((match) => {
      const found = (match.groups?.['before'] ?? '') + (match.groups?.['found'] ?? match[0]);
      return found === '' || pattern.harmless?.(found) ? [] : [{ pattern, found, index: match.index }];
    }),
  );
  return matches.sort((a, b) => a.index - b.index);
}

/** Removes the spans of highlighted code, which split words, and data URLs, which are not text. Keeps line numbers. */
function plain(text: string): string {
  return text
    .replace(/<\/?span(?:\s[^<>\n]*)?>/g, '')
    .replace(/data:[a-z]{1,20}\/[a-z0-9.+-]{1,60};base64,[A-Za-z0-9+/=]*/gi, '');
}

/** Returns the line number of offsets that are asked for in ascending order: linear in total. */
function lineCounter(text: string): (index: number) => number {
  let line = 1;
  let next = text.indexOf('\n');
  return (index) => {
    for (; next >= 0 && next < index; next = text.indexOf('\n', next + 1)) line += 1;
    return line;
  };
}
