import { compileEvidence } from '../../cohort/evidence.js';
import type { Config } from '../../config/config.js';
import { compiledLayouts, generator, packageAssets, packageLayouts } from '../../config/package-files.js';
import type { ConvertFormula } from '../../formulas/convert-formula.js';
import { escapeHtml } from '../../markdown/html/escape-html.js';
import { questionsOf } from '../../model/report.js';
import { UserError } from '../../model/user-error.js';
import { fenceLanguages, hasFormula } from '../../parse/parsers.js';
import { loadCompiledLayouts } from '../../render/compiled-layouts.js';
import type { Highlight } from '../../render/html/highlight.js';
import { createProseRenderer } from '../../render/html/prose.js';
import { openPages } from '../../render/page.js';
import { openLayouts } from '../../render/templates.js';
import type { SiteFacts } from '../../render/views/page.js';
import { loadLanguage } from '../../words/load-language.js';
import type { PageContext } from '../group/group-page.js';
import { type GroupCode, highlightKept } from '../group/kept-code.js';
import type { PreparedGroup } from '../group/prepare-group.js';

/** Opens what the pages of a site are made with. */
export async function openPageContext(config: Config): Promise<PageContext> {
  const { id: _, lang, ...shown } = config.site;
  const { language, notes } = loadLanguage(lang, config.layouts);
  const site: SiteFacts = { ...shown, language, title: config.title, generator, audience: config.audience };
  const compiled = await loadCompiledLayouts(compiledLayouts);
  return {
    pages: openPages(openLayouts(config.layouts, packageLayouts, { language, ...(compiled ? { compiled } : {}) }), {
      folders: [config.assets, ...packageAssets],
      language,
    }),
    renderer: createProseRenderer(config.markdown ? [guarded(config.markdown)] : [], {
      plainDollars: !config.math,
      language,
    }),
    openExtras: async (group, code) => {
      const texts = textsOf(group);
      const formula = config.math ? await openFormulas(texts) : undefined;
      return {
        highlight: config.highlight ? await openHighlight(texts, code) : escapeHtml,
        ...(formula ? { formula } : {}),
      };
    },
    site,
    notes,
    counting: config.words,
    singleFile: config.singleFile,
    evidence: compileEvidence(config.audience === 'public' ? [] : config.evidence),
  };
}

async function openHighlight(texts: readonly string[], code: GroupCode | undefined): Promise<Highlight> {
  if (code?.isComplete) return highlightKept(code);
  const highlight = await highlighterFor(texts.flatMap(fenceLanguages));
  return code ? highlightKept(code, highlight) : highlight;
}

/** Imports the highlighter only for code: it takes long to load, and so do its grammars. */
async function highlighterFor(languages: readonly string[]): Promise<Highlight> {
  if (languages.length === 0) return escapeHtml;
  const { loadHighlight } = await import('../../render/html/highlight.js');
  return loadHighlight(languages);
}

/** Imports the TeX parser only for formulas. */
async function openFormulas(texts: readonly string[]): Promise<ConvertFormula | undefined> {
  if (!texts.some(hasFormula)) return undefined;
  const { convertFormula } = await import('../../formulas/convert-formula.js');
  return convertFormula;
}

/** All Markdown of a group's page. That of other groups must not matter: its page is the same in every site. */
function textsOf(group: PreparedGroup): readonly string[] {
  const { preamble, body, checklist, sections } = group.report;
  const excerpts = [preamble, body, checklist.intro, ...sections.map(({ intro }) => intro)];
  const answers = questionsOf(group.report).map(({ answer }) => answer);
  const items = group.report.checklist.groups.flatMap(({ items }) => items.map(({ text }) => text));
  const notes = Array.from(group.report.notes.values(), ({ markdown }) => markdown);
  return [
    ...[...excerpts, ...answers].map((excerpt) => excerpt?.markdown ?? ''),
    ...notes,
    ...items,
    ...promptsOf(group),
  ];
}

/** What a report's questions ask, in its own words and in its template's. */
function promptsOf(group: PreparedGroup): readonly string[] {
  const prompts = [...questionsOf(group.report), ...(group.template?.questions.values() ?? [])].map(
    ({ prompt }) => prompt,
  );
  return prompts.flatMap(({ text, example = '' }) => [text, example]);
}

/** Converts an exception in the configuration's `markdown` function into a `UserError`. */
function guarded(extend: NonNullable<Config['markdown']>): NonNullable<Config['markdown']> {
  return (md) => {
    try {
      extend(md);
    } catch (error) {
      throw new UserError(
        `The function \`markdown\` of the configuration failed: ${(error as Error).message}`,
        'Correct it in build.config.ts.',
      );
    }
  };
}
