/**
 * A SHA-256 digest.
 *
 * @param encoding Hexadecimal digits are lower-case.
 */
export function sha256(content: Uint8Array | string, encoding: 'hex' | 'base64' | 'base64url' = 'hex'): string {
  // Imported on first use: loading it takes longer than starting Node needs for all else that a small check imports.
  return process.getBuiltinModule('node:crypto').hash('sha256', content, encoding);
}
