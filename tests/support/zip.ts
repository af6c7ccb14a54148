/** Writes ZIP files, sound ones and others. */
import { crc32, deflateRawSync } from 'node:zlib';

/** A file in a ZIP file. */
export interface ZipEntry {
  readonly name: string;
  readonly content: string | Buffer;
  /** Mode on Unix, such as that of a symbolic link. */
  readonly mode?: number;
  /** What the entry says of its size, where that is not the truth. */
  readonly claims?: number;
  readonly encrypted?: boolean;
  /** Says that its data are those of the entry before. */
  readonly again?: boolean;
}

/** The bytes of a ZIP file. */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const data: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  let start = 0;
  let content = Buffer.alloc(0);
  let packed = content;
  let checksum = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    if (!entry.again) {
      content = Buffer.from(entry.content);
      packed = deflateRawSync(content);
      checksum = crc32(content);
    }
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    // Names are UTF-8.
    fields.writeUInt16LE(0x800 | (entry.encrypted ? 1 : 0), 2);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(checksum, 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(entry.claims ?? content.length, 18);
    fields.writeUInt16LE(name.length, 22);
    if (!entry.again) {
      start = offset;
      const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, name, packed]);
      data.push(local);
      offset += local.length;
    }
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 6);
    rest.writeUInt32LE(start, 10);
    // Made on Unix.
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 3]), fields, rest, name]));
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...data, central, Buffer.from('PK\x05\x06'), end]);
}
