/** Data of the search page, written by src/cohort. */
export interface SearchSite {
  readonly groups: readonly { readonly name: string; readonly href: string; readonly template: string }[];
  /** Labels of the questions. */
  readonly questions: readonly string[];
}

/** Indexes of the group and of the question (-1 for a whole report), the answer's anchor, its text. */
export type SearchAnswer = readonly [group: number, question: number, anchor: string, text: string];

/** The JSON in the page. */
interface SearchData extends SearchSite {
  /** The answers; none if they are in scripts of their own, because a page with all of them would be too large. */
  readonly answers: readonly SearchAnswer[];
  /** URLs of these scripts, in order. */
  readonly parts?: readonly string[];
}

/** Which answers are searched. */
export interface Scope {
  /** Whether those of groups with a template are. */
  readonly fits: (template: string) => boolean;
  /** The index of the only question whose answers are; undefined for all. */
  readonly question?: number | undefined;
}

/** Reads the data in the page. */
export function readSearchData(element: Element): SearchData {
  return JSON.parse(element.textContent) as SearchData;
}

/**
 * Loads the answers part by part. Scripts, because pages opened from disk may load nothing else. Each calls
 * `handinSearch` with its answers.
 *
 * @throws Error when a part cannot be loaded
 */
export async function* loadAnswers({ answers, parts = [] }: SearchData): AsyncGenerator<readonly SearchAnswer[]> {
  if (parts.length === 0) yield answers;
  for (const part of parts) yield await loadPart(part);
}

function loadPart(src: string): Promise<readonly SearchAnswer[]> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    let loaded: readonly SearchAnswer[] | undefined;
    Object.assign(globalThis, {
      handinSearch: (answers: readonly SearchAnswer[]) => {
        loaded = answers;
      },
    });
    script.addEventListener('load', () => (loaded ? resolve(loaded) : reject(new Error(`${src} holds no answers`))));
    script.addEventListener('error', () => reject(new Error(`${src} cannot be loaded`)));
    script.src = src;
    document.head.append(script);
    script.remove();
  });
}
