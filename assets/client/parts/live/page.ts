import { Idiomorph } from 'idiomorph';
import { matchBlockIds } from './blocks.js';
import { keepScrollPosition, scrollToChange } from './scroll-position.js';

/** The page as the server serves it now. */
export interface NextPage {
  /** Digest of its content. */
  readonly version: string;
  readonly html: string;
  /** Id of the question to scroll to. */
  readonly anchor: string | null;
}

/** For each node of the page, its counterpart in the parsed HTML: without what scripts and readers changed since. */
type Versions = WeakMap<Node, Node>;

/**
 * Prepares updates of the page.
 *
 * @param version of the page as loaded
 * @returns updates the page to its next version
 */
export function openPage(version: string | undefined): (next: NextPage) => void {
  const code = [...document.querySelectorAll('style'), ...document.querySelectorAll('script')]
    .map((element) => element.textContent)
    .join('\0');
  let versions: Versions = new WeakMap();
  let has = version;
  return ({ version, html, anchor }) => {
    const parts = separateCode(html);
    const next = new DOMParser().parseFromString(parts.rest, 'text/html');
    const inPlace = !document.dispatchEvent(new CustomEvent('handin:updating', { detail: next, cancelable: true }));
    const same = version === has;
    has = version;
    if (same) versions = new WeakMap([[document.body, next.body]]);
    else if (!inPlace || parts.code !== code) reload();
    else versions = morphPage(next, { versions, anchor });
  };
}

/**
 * Separates styles and scripts from the rest of a page, since the Content-Security-Policy allows only those whose hashes
 * it had when the page was loaded. A regular expression is enough: in text, `<` is always escaped.
 */
function separateCode(html: string): { readonly code: string; readonly rest: string } {
  const code: string[] = [];
  const rest = html
    .replace(/<style[^>]*>(.*?)<\/style>/gs, (_, text: string) => {
      code.push(text);
      return '';
    })
    .replace(/(<script[^>]*>)(.*?)(?=<\/script>)/gs, (_, tag: string, text: string) => {
      code.push(text);
      return tag;
    });
  return { code: code.join('\0'), rest };
}

/** Reloads the page; while a field has the focus, not before it loses it, so that no input is lost. */
function reload(): void {
  const field = document.activeElement;
  if (field?.matches('input, textarea')) field.addEventListener('blur', () => location.reload(), { once: true });
  else location.reload();
}

/** Morphs the page. Returns the counterparts of its nodes. */
function morphPage(next: Document, now: { readonly versions: Versions; readonly anchor: string | null }): Versions {
  flush();
  const restorePosition = keepScrollPosition();
  const focused = document.activeElement;
  const merge = new Merge(now.versions);
  matchBlockIds(document, next);
  // Asynchronous only with the option `head.block`.
  void Idiomorph.morph(document.body, next.body, { restoreFocus: false, callbacks: merge });
  document.title = next.title;
  document.documentElement.lang = next.documentElement.lang;
  if (focused instanceof HTMLElement && focused !== document.activeElement) focused.focus({ preventScroll: true });
  pending = () => {
    document.dispatchEvent(new CustomEvent('handin:updated'));
    restorePosition();
    if (now.anchor !== null) scrollToChange(now.anchor, merge.changed);
  };
  // Measuring forces layout: wait for the next frame, which needs layout anyway.
  requestAnimationFrame(flush);
  return merge.counterparts;
}

let pending: (() => void) | undefined;

function flush(): void {
  pending?.();
  pending = undefined;
}

/** Callbacks of the morphing: only nodes that changed are touched. */
class Merge {
  readonly counterparts: Versions = new WeakMap();
  readonly changed: Element[] = [];
  private readonly versions: Versions;

  constructor(versions: Versions) {
    this.versions = versions;
  }

  /** Scripts have run already, or are not this page's. */
  beforeNodeAdded = (node: Node): boolean => !(node instanceof HTMLScriptElement);

  afterNodeAdded = (node: Node): void => this.note(node);

  beforeNodeMorphed = (old: Node, next: Node): boolean => {
    if (old instanceof HTMLScriptElement) return false;
    this.counterparts.set(old, next);
    const last = this.versions.get(old);
    if (last?.isEqualNode(next)) return false;
    if (last) this.pairChildren(old, last);
    if (old.nodeType === Node.TEXT_NODE && old.nodeValue !== next.nodeValue) this.note(old);
    return true;
  };

  beforeAttributeUpdated = (name: string, element: Element): boolean => {
    if (isReaderState(name, element)) return false;
    this.note(element);
    return true;
  };

  /** Pairs children by position, if none were added or removed since the last update. */
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

/** Whether an attribute is state that readers change: open, checked, typed. */
function isReaderState(name: string, element: Element): boolean {
  if (element.matches('details, dialog')) return name === 'open';
  return (
    element.matches('input:enabled, textarea:enabled, select:enabled, option:enabled') &&
    /^(?:checked|value|selected)$/.test(name)
  );
}
