import { crc32 } from 'node:zlib';

/**
 * The same picture in other bytes: with a comment that says `text`.
 *
 * @param {Buffer} bytes PNG, JPEG, GIF or SVG
 * @param {string} text At most 200 ASCII letters
 */
export function withOtherBytes(bytes, text) {
  if (bytes.readUInt32BE(0) === 0x89504e47) return insert(bytes, bytes.length - 12, pngText(text));
  // After the first segment, which has to be the first one.
  if (bytes.readUInt16BE(0) === 0xffd8) return insert(bytes, 4 + bytes.readUInt16BE(4), jpegComment(text));
  if (bytes.toString('latin1', 0, 3) === 'GIF') return insert(bytes, bytes.length - 1, gifComment(text));
  return Buffer.concat([bytes, Buffer.from(`<!-- ${text} -->\n`)]);
}

/**
 * @param {Buffer} bytes
 * @param {number} at
 * @param {Buffer} added
 */
function insert(bytes, at, added) {
  return Buffer.concat([bytes.subarray(0, at), added, bytes.subarray(at)]);
}

/** @param {string} text */
function pngText(text) {
  const content = Buffer.from(`tEXtComment\0${text}`, 'latin1');
  const chunk = Buffer.alloc(content.length + 8);
  chunk.writeUInt32BE(content.length - 4);
  content.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(content), content.length + 4);
  return chunk;
}

/** @param {string} text */
function jpegComment(text) {
  const segment = Buffer.from(`\xff\xfe\0\0${text}`, 'latin1');
  segment.writeUInt16BE(segment.length - 2, 2);
  return segment;
}

/** @param {string} text */
function gifComment(text) {
  return Buffer.concat([Buffer.from([0x21, 0xfe, text.length]), Buffer.from(`${text}\0`, 'latin1')]);
}
