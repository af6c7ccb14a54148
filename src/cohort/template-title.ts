/** A template as pages name it: its file without the extension. */
export function templateTitle(file: string): string {
  return file.replace(/\.[^.]*$/, '');
}
