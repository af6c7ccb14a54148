import { t } from '../words.js';
import { FileFault } from './file-fault.js';
import { marksFromCsv } from './marks-csv.js';
import type { MarksFile } from './marks-file.js';
import { marksFromJson } from './marks-json.js';

/** No course has so many marks; a picture chosen by mistake has. */
const mostBytes = 20_000_000;

/**
 * Reads a file of marks that somebody chose, CSV or JSON by its content.
 *
 * @throws FileFault saying what is wrong with it
 */
export async function readMarksFile(file: Blob): Promise<MarksFile> {
  if (file.size > mostBytes) throw new FileFault(t('file.tooLarge'));
  const text = decode(await file.arrayBuffer());
  const now = new Date().toISOString();
  if (text.includes('\0')) throw new FileFault(t('file.noText'));
  return /^\ufeff?\s*[[{]/.test(text) ? marksFromJson(text, now) : marksFromCsv(text, now);
}

/** UTF-8; or what spreadsheets in Western Europe write when nobody asks them for it. */
function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
