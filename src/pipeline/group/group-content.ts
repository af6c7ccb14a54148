import { digestOf } from '../../cohort/short-hash.js';
import type { ContentReader, GroupSummary, QuestionContent, ReportContent, ReportTexts } from '../../cohort/summary.js';
import type { ByteRange } from '../../store/read-range.js';
import { decodeHtml, encodeHtml } from './html-json.js';

/** The content of a report as bytes: that of each question, then the texts, so that one can be read without the others. */
export interface EncodedContent {
  readonly bytes: Uint8Array;
  /** Of each part, in bytes. */
  readonly lengths: readonly number[];
}

/** Encodes the content of a report. */
export function encodeContent({ questions, texts }: ReportContent): EncodedContent {
  const parts = [...questions, texts].map((part) => Buffer.from(JSON.stringify(part, encodeHtml)));
  return { bytes: Buffer.concat(parts), lengths: parts.map(({ length }) => length) };
}

/** Where encoded content is. */
export interface ContentSource {
  readonly lengths: readonly number[];
  readonly summary: GroupSummary;
  /** Reads some of the bytes; undefined when they are lost. */
  readonly read: (range: ByteRange) => Promise<Uint8Array | undefined>;
  /** The error for bytes that are lost or damaged. */
  readonly lost: () => Error;
}

/** Reads encoded content part by part, and makes sure that each is what was written. */
export function openContent({ lengths, summary, read, lost }: ContentSource): ContentReader {
  const starts = startsOf(lengths);
  const readPart = async (index: number): Promise<string> => {
    const bytes = await read({ start: starts[index] ?? 0, length: lengths[index] ?? 0 });
    return Buffer.from(bytes ?? []).toString('utf8');
  };
  const verified = <Value>(value: Value | undefined, digest: string | undefined): Value => {
    if (value === undefined || digestOf(value) !== digest) throw lost();
    return value;
  };
  return {
    question: async (index) => {
      const json = await readPart(index);
      return verified(parse<QuestionContent>(json, decodeHtml), summary.questions[index]?.content);
    },
    texts: async () => verified(parse<ReportTexts>(await readPart(lengths.length - 1)), summary.texts),
  };
}

/** Content in memory. */
export function contentInMemory(content: ReportContent): ContentReader {
  return {
    question: async (index) => {
      const question = content.questions[index];
      if (!question) throw new Error(`the report has no question ${index}`);
      return question;
    },
    texts: async () => content.texts,
  };
}

function startsOf(lengths: readonly number[]): readonly number[] {
  let start = 0;
  return lengths.map((length) => {
    start += length;
    return start - length;
  });
}

function parse<Value>(json: string, revive?: Parameters<typeof JSON.parse>[1]): Value | undefined {
  try {
    return JSON.parse(json, revive) as Value;
  } catch {
    return undefined;
  }
}
