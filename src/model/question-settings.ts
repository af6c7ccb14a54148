import type { QuestionKey } from './question-key.js';

/** A range of counts, both bounds included; a missing bound is unlimited. */
export interface Range {
  readonly min?: number;
  readonly max?: number;
}

/** The configuration of one question. */
export interface QuestionSettings {
  /** Absent where the prompt's own limits apply. */
  readonly words?: Range;
  readonly figures?: Range;
  /** Maximum number of points. */
  readonly points?: number;
  /** Whether its answers are omitted from redacted reports. */
  readonly private: boolean;
}

/** Settings by key, or, for one template only, by the template's name without extension and the key: `2025:2`. */
export type SettingsByQuestion = Readonly<Record<string, QuestionSettings>>;

/** A question's name in a configuration: `2`, `2025:2`. */
export interface QuestionName {
  readonly key: QuestionKey;
  /** The template's name without extension; undefined for every template. */
  readonly template?: string;
}

/** Parses a question's name in a configuration. */
export function readQuestionName(name: string): QuestionName {
  const at = name.lastIndexOf(':');
  return at < 0 ? { key: name } : { template: name.slice(0, at), key: name.slice(at + 1) };
}

/** A template's name without its file extension, as in configurations and on pages. */
export function templateBase(name: string): string {
  return name.replace(/\.[^.]*$/, '');
}

/** The settings of a question; those for its template take precedence over those for all. */
export function settingsOf(
  settings: SettingsByQuestion,
  key: QuestionKey,
  template?: string,
): QuestionSettings | undefined {
  const names = [...(template === undefined ? [] : [`${templateBase(template)}:${key}`]), key];
  const name = names.find((candidate) => Object.hasOwn(settings, candidate));
  return name === undefined ? undefined : settings[name];
}
