import { readChoices } from '../table/address.js';
import { noteStep } from './place.js';
import type { Site } from './site.js';

/** URL of the part of a split page that has an answer; undefined if that is this part, or none. */
export function partWith({ parts }: Site, id: string): string | undefined {
  const part = parts.find(({ answers }) => answers.has(id));
  return part && !part.isHere ? part.href : undefined;
}

/** Follows a link to an answer that is in another part of the page. Returns whether it does. */
export function followToPart(site: Site): boolean {
  const id = anchorOfAddress();
  const href = partWith(site, id);
  if (href === undefined) return false;
  location.replace(`${href}#${encodeURIComponent(id)}`);
  return true;
}

function anchorOfAddress(): string {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return '';
  }
}

/** Opens another part where one was, with the same filter. */
export function resumeIn(href: string): void {
  noteStep('resume');
  const { hash } = location;
  location.assign(href + (readChoices(['template'])['template'] === undefined ? '' : hash));
}

/** Goes to the first answer of the next part, or to the last of the one before; returns whether there is one. */
export function turnPart(by: 1 | -1): boolean {
  const link = document.querySelector<HTMLAnchorElement>(`[data-part="${by}"]`);
  if (!link) return false;
  noteStep(by === 1 ? 'first' : 'last');
  location.assign(link.href);
  return true;
}
