import path from 'node:path';
import { expect, it } from 'vitest';
import { editorLink } from '../../../../src/pipeline/preview/editor-link.js';

const vscode = 'vscode://file{path}:{line}:{column}';

it.each([
  [vscode, path.posix, '/home/ada', 'reports/a b/README.md', 'vscode://file/home/ada/reports/a%20b/README.md:3:14'],
  [vscode, path.posix, '/c', 'x#?:%&{line}/é"<.md', 'vscode://file/c/x%23%3F%3A%25%26%7Bline%7D/%C3%A9%22%3C.md:3:14'],
  [vscode, path.posix, '/c', '/elsewhere/README.md', 'vscode://file/elsewhere/README.md:3:14'],
  [vscode, path.win32, 'C:\\course', 'reports/a/README.md', 'vscode://file/C:/course/reports/a/README.md:3:14'],
  ['idea://open?line={line}&file={path}', path.posix, '/c', 'a&b/R.md', 'idea://open?line=3&file=/c/a%26b/R.md'],
] as const)('%s', (pattern, system, root, file, link) => {
  expect(editorLink(pattern, root, { file, line: 3, column: 14 }, system)).toBe(link);
});
