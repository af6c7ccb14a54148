import { isShowable, sniff } from '../inspect/sniff.js';
import type { Unreadable } from '../inspect/unreadable.js';
import { unreadable } from '../inspect/unreadable.js';

const noPicture = unreadable(
  "What the address holds is no picture: save the picture in the report's folder and refer to that file.",
);

/** The picture that a `data:` URL holds; its type is what the content says, whatever the URL does. */
export function readDataUrl(url: string): Uint8Array | Unreadable {
  const comma = url.indexOf(',');
  const header = /^data:[^,]{0,200}$/i.exec(url.slice(0, Math.max(0, comma)))?.[0];
  if (header === undefined) return noPicture;
  const bytes = decode(url.slice(comma + 1), /;\s*base64\s*$/i.test(header));
  return bytes && isShowable(sniff(bytes)) ? bytes : noPicture;
}

function decode(data: string, isBase64: boolean): Uint8Array | undefined {
  try {
    const text = decodeURIComponent(data);
    return isBase64 ? Buffer.from(text, 'base64') : Buffer.from(text, 'utf8');
  } catch {
    return undefined;
  }
}
