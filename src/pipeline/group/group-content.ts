import { digestOf } from '../../cohort/summarize.js';
import type { ContentReader, GroupSummary, QuestionContent, ReportContent } from '../../cohort/summary.js';
import { decodeHtml, encodeHtml } from './html-json.js';

/** The texts of a report as bytes: each question, then the rest, so that one can be read without the others. */
export interface EncodedContent {
  readonly bytes: Uint8Array;
  /** Of each part, in bytes. */
  readonly lengths: readonly number[];
}

/** Encodes the texts of a report. */
export function encodeContent({ questions, ...rest }: ReportContent): EncodedContent {
  const parts = [...questions, rest].map((part) => Buffer.from(JSON.stringify(part, encodeHtml)));
  return { bytes: Buffer.concat(parts), lengths: parts.map(({ length }) => length) };
}

/** Where encoded content is. */
export interface ContentSource {
  readonly lengths: readonly number[];
  readonly summary: GroupSummary;
  /** Reads some of the bytes, or all of them; undefined when they are lost. */
  readonly read: (range?: { readonly start: number; readonly length: number }) => Promise<Uint8Array | undefined>;
  /** The error for bytes that are lost or damaged. */
  readonly lost: () => Error;
}

/** Reads encoded content part by part, and makes sure that each is what was written. */
export function openContent({ lengths, summary, read, lost }: ContentSource): ContentReader {
  const starts = startsOf(lengths);
  return {
    question: async (index) => {
      const bytes = await read({ start: starts[index] ?? 0, length: lengths[index] ?? 0 });
      const question = bytes && decode<QuestionContent>(bytes);
      if (!question || digestOf(question) !== summary.questions[index]?.content) throw lost();
      return question;
    },
    all: async () => {
      const bytes = await read();
      const parts = lengths.map((length, index) => {
        const start = starts[index] ?? 0;
        return bytes && decode<unknown>(bytes.subarray(start, start + length));
      });
      const rest = parts.pop() as Omit<ReportContent, 'questions'> | undefined;
      if (!rest || parts.includes(undefined)) throw lost();
      return { questions: parts as readonly QuestionContent[], ...rest };
    },
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
    all: async () => content,
  };
}

function startsOf(lengths: readonly number[]): readonly number[] {
  let start = 0;
  return lengths.map((length) => {
    start += length;
    return start - length;
  });
}

function decode<Value>(bytes: Uint8Array): Value | undefined {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'), decodeHtml) as Value;
  } catch {
    return undefined;
  }
}
