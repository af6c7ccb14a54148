import type { Constraint } from '../../model/constraint.js';
import { type QuestionSettings, type SettingsByQuestion, settingsOf } from '../../model/question-settings.js';
import type { Template } from '../template/template.js';
import { limitKinds } from './limits.js';

/** A question's limits, with those of the configuration taking precedence over the prompt's. */
export function applyLimits(
  constraints: readonly Constraint[],
  settings: QuestionSettings | undefined,
): readonly Constraint[] {
  if (!settings?.words && !settings?.figures) return constraints;
  return limitKinds.flatMap((kind): readonly Constraint[] => {
    if (kind === 'characters')
      return settings.words ? [] : constraints.filter((constraint) => constraint.kind === kind);
    const range = settings[kind];
    if (range) return [{ kind, ...range, from: 'configuration' }];
    return constraints.filter((constraint) => constraint.kind === kind);
  });
}

/** Applies the configured limits to a template's questions. */
export function applySettings(template: Template, settings: SettingsByQuestion): Template {
  const of = (key: string): QuestionSettings | undefined => settingsOf(settings, key, template.name);
  return {
    ...template,
    questions: new Map(
      [...template.questions].map(([key, question]) => [
        key,
        { ...question, constraints: applyLimits(question.constraints, of(key)) },
      ]),
    ),
    unclear: template.unclear.filter(({ key }) => !of(key)?.words),
  };
}
