/**
 * The kinds of tokens, and the TextMate scopes that are of them: those of Shiki's theme of CSS variables, to be compared with
 * it after an update. Of two scopes that match, the more specific decides. A token gets the class of its kind, such as
 * `hl-keyword`; `plain` text gets none.
 */
const scopesOfKinds = {
  plain: [
    'keyword.operator.accessor',
    'meta.group.braces.round.function.arguments',
    'meta.template.expression',
    'markup.fenced_code meta.embedded.block',
  ],
  string: ['string', 'markup.fenced_code', 'markup.inline', 'beginning.punctuation.definition.list.markdown'],
  comment: ['comment', 'string.quoted.docstring.multi'],
  constant: [
    'constant.numeric',
    'constant.language',
    'constant.other.placeholder',
    'constant.character.format.placeholder',
    'variable.language.this',
    'variable.other.object',
    'variable.other.class',
    'variable.other.constant',
    'meta.property-name',
    'meta.property-value',
    'support',
  ],
  keyword: [
    'keyword',
    'storage.modifier',
    'storage.type',
    'storage.control.clojure',
    'entity.name.function.clojure',
    'entity.name.tag.yaml',
    'support.function.node',
    'support.type.property-name.json',
    'punctuation.separator.key-value',
    'punctuation.definition.template-expression',
    'punctuation.definition.string.begin.markdown',
    'punctuation.definition.string.end.markdown',
    'string.other.link.title.markdown',
    'string.other.link.description.markdown',
  ],
  parameter: ['variable.parameter.function'],
  function: [
    'support.function',
    'entity.name.type',
    'entity.other.inherited-class',
    'meta.function-call',
    'meta.instance.constructor',
    'entity.other.attribute-name',
    'entity.name.function',
    'constant.keyword.clojure',
  ],
  'string-expression': [
    'entity.name.tag',
    'string.quoted',
    'string.regexp',
    'string.interpolated',
    'string.template',
    'string.unquoted.plain.out.yaml',
    'keyword.other.template',
  ],
  punctuation: [
    'punctuation.definition.arguments',
    'punctuation.definition.dict',
    'punctuation.separator',
    'meta.function-call.arguments',
  ],
  link: ['meta.link.inline.markdown', 'markup.underline.link', 'punctuation.definition.metadata.markdown'],
  inserted: ['markup.inserted', 'meta.diff.header.to-file', 'punctuation.definition.inserted'],
  deleted: ['markup.deleted', 'meta.diff.header.from-file', 'punctuation.definition.deleted'],
  changed: ['markup.changed', 'punctuation.definition.changed'],
};

const foreground: keyof typeof scopesOfKinds = 'plain';

/** A theme whose colours are names of kinds. */
export const theme = {
  name: 'page',
  fg: foreground,
  bg: 'page',
  settings: [
    { settings: { foreground } },
    ...Object.entries(scopesOfKinds).map(([kind, scope]) => ({ scope, settings: { foreground: kind } })),
  ],
};

/** The kind of a token by its colour in the theme; undefined for plain text, and for lines too long to be highlighted. */
export function kindOfColour(colour: string | undefined): string | undefined {
  return colour === foreground || colour === '' ? undefined : colour;
}
