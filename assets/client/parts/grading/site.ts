import type { Site } from './assessment.js';

/** What the page says of the site that it is part of. */
export function readSite(): Site {
  const data = JSON.parse(document.getElementById('grading:data')?.textContent ?? '') as {
    readonly site: string;
    readonly title: string;
    readonly groups: Readonly<Record<string, string>>;
    readonly questions: readonly number[];
  };
  return {
    id: data.site,
    title: data.title,
    groups: new Map(Object.entries(data.groups)),
    questions: data.questions,
  };
}
