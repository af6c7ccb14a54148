/** What `parseInstant` takes, for messages. */
export const instantForm =
  "a date, a time and an offset, such as '2026-01-23T23:59:59+01:00' or '2026-01-23T22:59:59Z'";

const form = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?) ?(Z|[+-]\d\d:?\d\d)$/i;

/**
 * Parses a point in time: ISO 8601 with an offset, so that it means the same on every machine. Returns the canonical form
 * of what was written; undefined for anything else.
 */
export function parseInstant(text: string): string | undefined {
  const [, date = '', time = '', offset = ''] = form.exec(text.trim()) ?? [];
  if (date === '') return undefined;
  const zone = /^z$/i.test(offset) ? 'Z' : offset.replace(/^(...):?(..)$/, '$1:$2');
  const instant = `${date}T${time.length === 5 ? `${time}:00` : time}${zone}`;
  // `Date.parse` takes 30 February for 2 March.
  const day = new Date(`${date}T00:00:00Z`);
  const isDay = !Number.isNaN(day.getTime()) && day.toISOString().startsWith(date);
  return isDay && !Number.isNaN(Date.parse(instant)) ? instant : undefined;
}
