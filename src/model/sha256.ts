/** The SHA-256 of bytes that are in several parts, lower-case hexadecimal. */
export function sha256OfParts(parts: Iterable<Uint8Array>): string {
  const hash = process.getBuiltinModule('node:crypto').createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

/**
 * A SHA-256 digest.
 *
 * @param encoding Hexadecimal digits are lower-case.
 */
export function sha256(content: Uint8Array | string, encoding: 'hex' | 'base64' | 'base64url' = 'hex'): string {
  // Imported on first use: loading it takes longer than starting Node needs for all else that a small check imports.
  return process.getBuiltinModule('node:crypto').hash('sha256', content, encoding);
}
