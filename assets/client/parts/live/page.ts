import { Idiomorph } from 'idiomorph';
import { nameBlocks } from './blocks.js';
import { follow, holdPlace } from './place.js';

/** The page as the server would serve it now. */
export interface NextPage {
  /** Names its content. */
  readonly version: string;
  readonly html: string;
  /** What is to be brought into view. */
  readonly anchor: string | null;
}

/** By node of the page, what it was in the version that the page has: all but what scripts and readers did since. */
type Versions = WeakMap<Node, Node>;

/**
 * Keeps the page up to date.
 *
 * @param version of the page as it was loaded
 * @returns makes the page its next version
 */
export function openPage(version: string | undefined): (next: NextPage) => void {
  const look = [...document.querySelectorAll('style'), ...document.querySelectorAll('script')]
    .map((element) => element.textContent)
    .join('\0');
  let versions: Versions = new WeakMap();
  let has = version;
  return ({ version, html, anchor }) => {
    const parts = takeApart(html);
    const next = new DOMParser().parseFromString(parts.rest, 'text/html');
    const inPlace = !document.dispatchEvent(new CustomEvent('handin:updating', { detail: next, cancelable: true }));
    const same = version === has;
    has = version;
    if (same) versions = new WeakMap([[document.body, next.body]]);
    else if (!inPlace || parts.look !== look) loadAnew();
    else versions = become(next, { versions, anchor });
  };
}

/**
 * Separates styles and scripts from the rest of a page: its policy names its own by their hashes, and lets no others in.
 * There are no others: whatever else looks like one is written with `&lt;`.
 */
function takeApart(html: string): { readonly look: string; readonly rest: string } {
  const looks: string[] = [];
  const rest = html
    .replace(/<style[^>]*>(.*?)<\/style>/gs, (_, text: string) => {
      looks.push(text);
      return '';
    })
    .replace(/(<script[^>]*>)(.*?)(?=<\/script>)/gs, (_, tag: string, text: string) => {
      looks.push(text);
      return tag;
    });
  return { look: looks.join('\0'), rest };
}

/** What is being typed into a field is not lost: the page waits until the field is left. */
function loadAnew(): void {
  const field = document.activeElement;
  if (field?.matches('input, textarea')) field.addEventListener('blur', () => location.reload(), { once: true });
  else location.reload();
}

/** Gives the nodes of the page with what they now are. */
function become(next: Document, now: { readonly versions: Versions; readonly anchor: string | null }): Versions {
  settle();
  const restorePlace = holdPlace();
  const focused = document.activeElement;
  const merge = new Merge(now.versions);
  nameBlocks(document, next);
  // Only with `head.block` there would be anything to wait for.
  void Idiomorph.morph(document.body, next.body, { restoreFocus: false, callbacks: merge });
  document.title = next.title;
  document.documentElement.lang = next.documentElement.lang;
  if (focused instanceof HTMLElement && focused !== document.activeElement) focused.focus({ preventScroll: true });
  unsettled = () => {
    document.dispatchEvent(new CustomEvent('handin:updated'));
    restorePlace();
    if (now.anchor !== null) follow(now.anchor, merge.changed);
  };
  // To ask where things are has the page laid out: it will be before it is painted, and need not be sooner.
  requestAnimationFrame(settle);
  return merge.reached;
}

let unsettled: (() => void) | undefined;

function settle(): void {
  unsettled?.();
  unsettled = undefined;
}

/** Decides what is touched while the page becomes its next version: what has changed, and nothing else. */
class Merge {
  readonly reached: Versions = new WeakMap();
  readonly changed: Element[] = [];
  private readonly versions: Versions;

  constructor(versions: Versions) {
    this.versions = versions;
  }

  /** A script has run, or is none of this page's. */
  beforeNodeAdded = (node: Node): boolean => !(node instanceof HTMLScriptElement);

  afterNodeAdded = (node: Node): void => this.note(node);

  beforeNodeMorphed = (old: Node, next: Node): boolean => {
    if (old instanceof HTMLScriptElement) return false;
    this.reached.set(old, next);
    const last = this.versions.get(old);
    if (last?.isEqualNode(next)) return false;
    if (last) this.pairChildren(old, last);
    if (old.nodeType === Node.TEXT_NODE && old.nodeValue !== next.nodeValue) this.note(old);
    return true;
  };

  beforeAttributeUpdated = (name: string, element: Element): boolean => {
    if (isReaders(name, element)) return false;
    this.note(element);
    return true;
  };

  /** What was alike at the last update and has as many children still has them in the same places. */
  private pairChildren(old: Node, last: Node): void {
    const [here, there] = [[...old.childNodes], [...last.childNodes]];
    if (here.length !== there.length || here.some((node, index) => node.nodeName !== there[index]?.nodeName)) return;
    for (const [index, node] of here.entries()) {
      const counterpart = there[index];
      if (counterpart && !this.versions.has(node)) this.versions.set(node, counterpart);
    }
  }

  private note(node: Node): void {
    const element = node instanceof Element ? node : node.parentElement;
    if (element && this.changed.at(-1) !== element) this.changed.push(element);
  }
}

/** What readers set by themselves: what is open, ticked, typed. */
function isReaders(name: string, element: Element): boolean {
  if (element.matches('details, dialog')) return name === 'open';
  return (
    element.matches('input:enabled, textarea:enabled, select:enabled, option:enabled') &&
    /^(?:checked|value|selected)$/.test(name)
  );
}
