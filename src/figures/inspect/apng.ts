/** The number of frames that an animated PNG declares before its first image data; 1 for any other PNG. */
export function pngFrames(head: Buffer): number {
  for (let at = 8; at + 12 <= head.length; ) {
    const type = head.toString('latin1', at + 4, at + 8);
    if (type === 'acTL') return Math.max(1, head.readUInt32BE(at + 8));
    if (type === 'IDAT') return 1;
    at += head.readUInt32BE(at) + 12;
  }
  return 1;
}
