import type { QuestionKey } from './question-key.js';

/** A range of counts, both ends included; an absent end is open. */
export interface Range {
  readonly min?: number;
  readonly max?: number;
}

/** What a configuration says about a question. */
export interface QuestionSettings {
  /** Absent where the prompt's own words hold. */
  readonly words?: Range;
  readonly figures?: Range;
  /** Most points that an answer gets. */
  readonly points?: number;
  /** Whether its answers are left out where reports are redacted. */
  readonly private: boolean;
}

/** Settings by key, or, for one template only, by the template's name without extension and the key: `2025:2`. */
export type SettingsByQuestion = Readonly<Record<string, QuestionSettings>>;

/** A name as configurations write it: `2`, `2025:2`. */
export interface QuestionName {
  readonly key: QuestionKey;
  /** The template's name without extension; undefined for every template. */
  readonly template?: string;
}

/** Reads a question's name in a configuration. */
export function readQuestionName(name: string): QuestionName {
  const at = name.lastIndexOf(':');
  return at < 0 ? { key: name } : { template: name.slice(0, at), key: name.slice(at + 1) };
}

/** A template's name as configurations write it: without folder and extension. */
export function templateBase(name: string): string {
  return name.replace(/\.[^.]*$/, '');
}

/** The settings of a question; those for its template go before those for all. */
export function settingsOf(
  settings: SettingsByQuestion,
  key: QuestionKey,
  template?: string,
): QuestionSettings | undefined {
  const names = [...(template === undefined ? [] : [`${templateBase(template)}:${key}`]), key];
  const name = names.find((candidate) => Object.hasOwn(settings, candidate));
  return name === undefined ? undefined : settings[name];
}
