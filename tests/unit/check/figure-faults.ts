import type { RuleName } from '../../../src/model/diagnostic.js';
import { addFigure, writeFigure } from './clean-report.js';
import { atIndex, type Fault, firstLine, insertBlock, readdress } from './fault.js';
import { damaged } from './folder.js';

const encoded = (path: string): string => encodeURI(path).replace('(', '%28').replace(')', '%29');

const nearlyRight: readonly ((path: string) => string)[] = [
  (path) => encoded(path.toUpperCase() === path ? path.toLowerCase() : path.toUpperCase()),
  (path) => encoded(path.replace(/\.\w+$/, (extension) => (extension === '.png' ? '.jpeg' : '.png'))),
  (path) => encoded(path.replace(/\.\w+$/, '')),
  (path) => encoded(`reports/${path}`),
  (path) => encoded(`Reports/lab/${path}`),
  (path) => encoded(`/${path}`),
  (path) => `${encoded(path)}?raw=true`,
  (path) => encoded(path.replace('/', '\\')).replace('%5C', '\\') + (path.includes('/') ? '' : '#x'),
  (path) => `https://github.com/group/repo/blob/main/reports/${encoded(path)}`,
  (path) => `https://raw.githubusercontent.com/group/repo/refs/heads/main/${encoded(path)}`,
];

const outside: readonly string[] = [
  '../other/secret.png',
  'figures/../../secret.png',
  '..%2Fsecret.png',
  '/etc/shadow/secret.png',
  'file:///home/me/secret.png',
  'C:/Users/me/secret.png',
  'linked/secret.png',
  'figures/away.png',
  'javascript:alert(1)',
  'ftp://example.org/secret.png',
];

const remote: readonly string[] = [
  'https://example.org/a.png',
  'http://example.org/gone.png',
  '//example.org/a',
  'https://github.com/user-attachments/assets/521a7b1e-5a3f-442f-890c-5cef85a610d1',
  'https://github.com/group/repo/blob/main/figures/not-ours.png',
];

const undescribed: readonly string[] = [
  '',
  'image',
  'Alt text',
  'this figure',
  'Screenshot 2',
  'IMG_0042',
  'my_image.png',
  '...',
];

export const figureFaults: Partial<Record<RuleName, Fault>> = {
  'figure-count': (draft, pick) => {
    const question = pick(atIndex(draft, 1, 3));
    const surplus = pick([0, 1, 2]);
    if (surplus > 0) for (let count = 0; count < 3; count += 1) addFigure(draft, question);
    else question.blocks = question.blocks.filter(({ kind }) => kind !== 'figure');
    return firstLine(question);
  },
  'figure-missing-file': (draft, pick) =>
    readdress(draft, pick, ({ path }) =>
      pick([
        'figures/absent.png',
        'nowhere/else.jpg',
        './figures',
        encoded(path.replace(/.(?=\.\w+$)/, 'qq')),
        'x.png?raw=true',
      ]),
    ),
  'figure-unreadable': (draft, pick) => readdress(draft, pick, () => encoded(pick(damaged))),
  'figure-outside-report': (draft, pick) => readdress(draft, pick, () => pick(outside)),
  'figure-path': (draft, pick) => readdress(draft, pick, ({ path }) => pick(nearlyRight)(path)),
  'figure-remote': (draft, pick) => readdress(draft, pick, () => pick(remote)),
  'figure-linked': (draft, pick) => {
    const figure = pick(draft.figures);
    figure.form = pick(['image', 'framed', 'sentence']);
    writeFigure(figure);
    figure.line.text = figure.line.text.replace('!', '');
    return figure.line;
  },
  'figure-undrawn': (draft, pick) => {
    const [fence] = insertBlock(pick(draft.questions), ['```mermaid', 'gantt', '  Load : 3d', '```'], pick);
    if (!fence) throw new Error('no fence');
    return fence;
  },
  'figure-alt': (draft, pick) => {
    const figure = pick(draft.figures);
    figure.alt = pick(undescribed);
    writeFigure(figure);
    return figure.line;
  },
};
