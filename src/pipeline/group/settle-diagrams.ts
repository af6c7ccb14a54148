import { tooManyDiagrams } from '../../figures/diagrams/diagram-limits.js';
import type { Finding } from '../../model/diagnostic.js';
import type { Figure, FigureOutcome } from '../../model/figure.js';
import type { ParsedReport } from '../../parse/parse-report.js';

/**
 * A report in which diagrams that are not drawn are no figures: they are shown as code, and told. Whether one can be drawn
 * is known only when it has been.
 */
export function settleDiagrams<Parsed extends Pick<ParsedReport, 'report' | 'findings' | 'template'>>(
  parsed: Parsed,
  outcomes: ReadonlyMap<string, FigureOutcome>,
): Parsed {
  const { report, findings, template } = parsed;
  const isCode = ({ form, href }: Figure): boolean => form === 'diagram' && reasonFor(outcomes.get(href)) !== undefined;
  const undrawn = report.figures.filter(isCode);
  if (undrawn.length === 0) return parsed;
  const shown = <Item extends { readonly figures: readonly Figure[] }>(item: Item): Item => ({
    ...item,
    figures: item.figures.filter((figure) => !isCode(figure)),
  });
  const given = new Set(template?.report.figures.map(({ href }) => href));
  const own = undrawn.filter(({ context, href }) => context === 'answer' || (context === 'intro' && !given.has(href)));
  return {
    ...parsed,
    report: {
      ...shown(report),
      ...(report.body ? { body: shown(report.body) } : {}),
      sections: report.sections.map((section) => ({
        ...section,
        questions: section.questions.map((question) => ({ ...question, answer: shown(question.answer) })),
      })),
    },
    findings: [...findings, ...tellUndrawn(own, outcomes)],
  };
}

/** Why a diagram is not drawn; undefined when it is. */
function reasonFor(outcome: FigureOutcome | undefined): string | undefined {
  if (!outcome) return tooManyDiagrams;
  return 'failure' in outcome && outcome.failure === 'unreadable' ? outcome.reason : undefined;
}

/** A finding for each; for those beyond the limits, one at the first. */
function tellUndrawn(figures: readonly Figure[], outcomes: ReadonlyMap<string, FigureOutcome>): readonly Finding[] {
  let isLimitTold = false;
  return figures.flatMap(({ href, span, question }) => {
    const reason = reasonFor(outcomes.get(href)) ?? '';
    const isBeyond = reason === tooManyDiagrams;
    if (isBeyond && isLimitTold) return [];
    isLimitTold ||= isBeyond;
    const what = isBeyond ? 'This diagram and those after it are' : 'This diagram is';
    const message = `${what} shown as code. ${reason} Write it in a simpler way, or export it as SVG or PNG and show that picture.`;
    return [{ rule: 'figure-undrawn' as const, message, span, ...(question === undefined ? {} : { question }) }];
  });
}
