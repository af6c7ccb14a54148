import { Parser } from 'htmlparser2';
import { escapeHtml } from '../markdown/html/escape-html.js';

/** A formula as MathML, or why there is none: a clause for the end of a sentence. */
export type ConvertedFormula = { readonly mathMl: string } | { readonly reason: string };

/** The elements of MathML Core that formulas are made of. */
const elements: ReadonlySet<string> = new Set(
  `math menclose merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle
  msub msubsup msup mtable mtd mtext mtr munder munderover none semantics`.split(/\s+/),
);

/** Their attributes that take nothing but keywords, numbers, lengths and colours. */
const attributes: ReadonlySet<string> = new Set(
  `accent accentunder columnalign columnspan depth displaystyle fence form height largeop linethickness lspace
  mathbackground mathcolor mathsize mathvariant maxsize minsize movablelimits notation rowspan rspace scriptlevel
  separator stretchy symmetric voffset width`.split(/\s+/),
);

const plainValue = /^[\w#%.,+ -]{0,40}$/;

/** Classes of the library that `formula.css` has rules for. */
const classes: ReadonlySet<string> = new Set(
  `actuarial circle-pad downstrike longdiv-arc longdiv-top phasor-angle phasor-bottom sout textcircle tml-cancel tml-fbox
  tml-left tml-overline tml-right tml-underline tml-xcancel upstrike`.split(/\s+/),
);

/** Elements that are nested more deeply than browsers lay out well. */
const maxDepth = 200;

/** Text of less luminance has a contrast below 3 on a dark page: it gets a light ground there. */
const darkest = 0.125;

/** How many times as long as its source MathML may be, beside a fixed length; a table of empty cells would be eighty times. */
const maxGrowth = 40;
const spareLength = 2_000;

/** Commands whose argument is not shown, or comments: text that only programs would read. */
const unseen = /\\[hv]?phantom(?![a-zA-Z])|(?<!\\)%/;

/**
 * Rebuilds MathML from the elements and attributes that are allowed. The page's policy forbids style attributes; those
 * that matter become attributes of MathML or classes.
 *
 * The source becomes the text of the formula for programs and for readers who do not see it, unless it says more than
 * the formula shows.
 */
export function cleanMathMl(
  html: string,
  { source, display, mayWrap }: { readonly source: string; readonly display: boolean; readonly mayWrap: boolean },
): ConvertedFormula {
  let result = '';
  let depth = 0;
  let reason: string | undefined;
  const parser = new Parser(
    {
      onopentag(name, written) {
        depth += 1;
        if (!elements.has(name) && name !== 'span') reason ??= 'it has a command that is not supported here';
        if (depth > maxDepth) reason ??= 'it is nested too deeply';
        // Where an equation's number would be; GitHub shows none.
        if (name === 'span') return;
        if (name === 'math')
          result += `<math${mayWrap ? ' class="long-formula"' : ''}${display ? ' display="block"' : ''}${alternative(source)}>`;
        else result += `<${name}${cleanAttributes(name, written)}>`;
      },
      ontext(text) {
        result += escapeHtml(text);
      },
      onclosetag(name) {
        depth -= 1;
        if (name !== 'span') result += `</${name}>`;
      },
    },
    { xmlMode: true },
  );
  parser.end(html);
  if (result.length > spareLength + maxGrowth * source.length) reason ??= 'it has too many empty cells or marks';
  return reason === undefined ? { mathMl: result } : { reason };
}

function alternative(source: string): string {
  return unseen.test(source) ? '' : ` alttext="${escapeHtml(source.trim())}"`;
}

function cleanAttributes(
  name: string,
  { class: names = '', style = '', ...written }: Readonly<Record<string, string>>,
): string {
  const kept = new Map(
    Object.entries(written).filter(([name, value]) => attributes.has(name) && plainValue.test(value)),
  );
  const shown = names.split(/\s+/).filter((name) => classes.has(name));
  for (const declaration of style.split(';')) {
    const [property = '', value = ''] = declaration.split(':').map((part) => part.trim());
    if (property === 'color' && plainValue.test(value)) {
      const luminance = luminanceOf(value);
      // Black is the ink of the page, which is light in the dark.
      kept.set('mathcolor', luminance === 0 ? 'currentcolor' : value);
      if (luminance === undefined || (luminance > 0 && luminance < darkest)) shown.push('dark-ink');
    }
    if (property === 'math-depth' && /^\d$/.test(value)) kept.set('scriptlevel', value);
    if (property === 'border') shown.push('tml-fbox');
    if (/^border-(?:top|right|bottom|left)$/.test(property)) shown.push(property.replace('border', 'line'));
    if (/^padding-(?:left|right)$/.test(property) && /^0(?:em|pt)?$/.test(value))
      shown.push(property.replace('padding', 'flush'));
  }
  const background = kept.get('mathbackground');
  // A rule is a space with a ground of ink.
  if (name === 'mspace' && background === 'black') kept.set('mathbackground', 'currentcolor');
  else if (background !== undefined && !kept.has('mathcolor')) kept.set('mathcolor', readableOn(background));
  if (shown.length > 0) kept.set('class', shown.join(' '));
  return [...kept].map(([name, value]) => ` ${name}="${escapeHtml(value)}"`).join('');
}

/** Black or white, whichever can be read on a colour: the page around may be light or dark. */
function readableOn(background: string): string {
  return (luminanceOf(background) ?? 1) > 0.18 ? '#000000' : '#ffffff';
}

/** The relative luminance of a colour, from 0 to 1; undefined for one with another name than black or white. */
function luminanceOf(color: string): number | undefined {
  if (color === 'black' || color === 'white') return color === 'black' ? 0 : 1;
  const digits = /^#(?:[\da-f]{3}|[\da-f]{6})$/i.test(color) ? color.slice(1) : undefined;
  if (digits === undefined) return undefined;
  const size = digits.length / 3;
  const [red = 0, green = 0, blue = 0] = [0, 1, 2].map((channel) => {
    const value = digits.slice(channel * size, (channel + 1) * size).repeat(3 - size);
    return (Number.parseInt(value, 16) / 255) ** 2.2;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
