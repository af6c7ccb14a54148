/**
 * What an SVG may keep: elements, attributes, at-rules and functions of CSS. These are allow-lists, so whatever a new
 * standard adds stays out until somebody has looked at it.
 */

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Elements that only draw. Not `script`, `foreignObject`, `iframe`, `feImage`, nor text that is not rendered. */
export const allowedElements = words(`
  svg g defs symbol use switch path rect circle ellipse line polyline polygon text tspan textPath image style
  linearGradient radialGradient stop pattern clipPath mask marker filter
  feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap
  feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology
  feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence
  animate animateMotion animateTransform set mpath
`);

/** Elements that are replaced by their children. */
export const unwrappedElements = words('a');

const presentation = `
  alignment-baseline baseline-shift clip-path clip-rule clip color-interpolation-filters color-interpolation
  color-rendering color direction display dominant-baseline enable-background fill-opacity fill-rule fill filter
  flood-color flood-opacity font-family font-size-adjust font-size font-stretch font-style font-variant font-weight
  font glyph-orientation-horizontal glyph-orientation-vertical image-rendering isolation letter-spacing lighting-color
  line-height marker-end marker-mid marker-start marker mask mask-type mix-blend-mode opacity overflow paint-order
  shape-rendering stop-color stop-opacity stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin
  stroke-miterlimit stroke-opacity stroke-width stroke text-anchor text-decoration text-overflow text-rendering
  transform-box transform-origin transform unicode-bidi vector-effect visibility white-space word-spacing writing-mode
`;

const geometry = `
  cx cy d dx dy fx fy fr gradientTransform gradientUnits height lengthAdjust markerHeight markerUnits markerWidth
  maskContentUnits maskUnits method offset orient pathLength patternContentUnits patternTransform patternUnits points
  preserveAspectRatio primitiveUnits filterUnits clipPathUnits r refX refY rotate rx ry side spacing spreadMethod
  startOffset textLength viewBox width x x1 x2 y y1 y2 z
`;

const filtering = `
  amplitude azimuth baseFrequency bias diffuseConstant divisor edgeMode elevation exponent in in2 intercept k1 k2 k3 k4
  kernelMatrix kernelUnitLength limitingConeAngle mode numOctaves operator order pointsAtX pointsAtY pointsAtZ
  preserveAlpha radius result scale seed slope specularConstant specularExponent stdDeviation stitchTiles surfaceScale
  tableValues targetX targetY type values xChannelSelector yChannelSelector
`;

const timing = `
  accumulate additive attributeType begin by calcMode dur end from keyPoints keySplines keyTimes max min path
  repeatCount repeatDur restart to
`;

const general = 'id class style version xml:space xml:lang systemLanguage requiredFeatures attributeName';

/** Attributes that any allowed element may keep; `href` has rules of its own. */
export const allowedAttributes: ReadonlySet<string> = words(presentation + geometry + filtering + timing + general);

/** Attributes that an animation may change: appearance and position, never a link. */
export const animatable: ReadonlySet<string> = words(presentation + geometry + filtering);

/** Elements whose `href` may refer to another part of the drawing. */
export const referring: ReadonlySet<string> = words(`
  use textPath mpath linearGradient radialGradient pattern filter animate animateMotion animateTransform set
`);

/** At-rules that load nothing by themselves; `@import`, `@namespace` and `@charset` are not among them. */
export const allowedAtRules = words(`
  container font-face keyframes -moz-keyframes -webkit-keyframes layer media page property supports
`);

/**
 * Properties that run scripts in old browsers, the one that makes a drawing follow dark mode, and path data, whose rendering
 * cost is only counted as an attribute.
 */
export const forbiddenProperties = words('behavior behaviour -moz-binding color-scheme d');

/**
 * Functions that compute a value from what is written in them, in lower case. Left out are those that load (`image-set`,
 * `src`, `element`, …), run (`expression`), or take their value from elsewhere (`attr`, `env`). `url` has rules of its
 * own.
 */
export const allowedFunctions = words(`
  rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix light-dark icc-color device-cmyk
  calc min max clamp abs sign round mod rem sin cos tan asin acos atan atan2 pow sqrt hypot log exp var
  matrix matrix3d translate translatex translatey translatez translate3d scale scalex scaley scalez scale3d rotate rotatex
  rotatey rotatez rotate3d skew skewx skewy perspective
  blur brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia alpha
  cubic-bezier linear steps
  circle ellipse inset path polygon ray rect shape xywh
  linear-gradient radial-gradient conic-gradient repeating-linear-gradient repeating-radial-gradient
  repeating-conic-gradient
  format local tech counter counters fit-content minmax repeat
`);
