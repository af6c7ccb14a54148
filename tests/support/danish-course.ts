/** A course in Danish, with something of everything that pages have words for. */
import { fullRecord } from '../unit/collect/record.js';
import { plainPng, writeIn } from './course-files.js';

const template = `# Rapport

Udfyld skabelonen.

## Tjekliste

### Uge 1

* [ ] Opret et repository (M1)
* [ ] Skriv en test (M2)

### Uge 2

* [ ] Mål tiden (M3)

## Del 1

### Spørgsmål 1

> **Hvordan har I delt arbejdet?**
>
> Længde: 10-40 ord.
>
> Eksempel: Vi mødtes hver mandag.

Svar:

--- skriv jeres svar her ---

### Spørgsmål 2

> **Vis resultatet med 1 figur.**

Svar:

--- skriv jeres svar her ---

### Spørgsmål 3

> **Hvad ville I gøre anderledes?**

Svar:

--- skriv jeres svar her ---
`;

const shared =
  'Vi målte temperaturen i baljen hver time og skrev tallene i et regneark, som vi bagefter tegnede som en kurve over hele døgnet, og kurven var stejlest lige efter midnat, da vinden vendte';

const whole = template
  .replaceAll('* [ ]', '* [x]')
  .replace('* [x] Mål tiden (M3)', '* [ ] Mål tiden (M3)\n    vi nåede det ikke')
  .replace('--- skriv jeres svar her ---', `${shared}[^1].\n\n[^1]: Se regnearket.`)
  .replace(
    '--- skriv jeres svar her ---',
    [
      '#### Kurven',
      '![Temperaturen over et døgn](figurer/kurve.png)',
      '> [!NOTE]\n> Kurven er glattet.',
      '| time | grader |\n| --- | --- |\n| 1 | 12 |',
      '```py\nprint(12)\n```',
      '- [x] målt\n- [ ] efterprøvet',
      'Se [her](#ukendt) og https://example.org/film.mp4 .',
      '![Et tabt billede](figurer/tabt.png)',
    ].join('\n\n'),
  )
  .replace('--- skriv jeres svar her ---', 'TODO');

const half = template
  .replace('--- skriv jeres svar her ---', `${shared}.`)
  .replace('Spørgsmål 2', 'Spørgsmål 2 (Åse)')
  .replace(/### Spørgsmål 3[\s\S]*/, '');

/** Writes the course: three groups with reports, one of them collected, and one whose file cannot be read. */
export async function writeDanishCourse(folder: string): Promise<void> {
  const site = "lang: 'da', links: [{ title: 'Moduler', href: 'https://example.org/' }]";
  const evidence = "[{ item: 'M2', files: ['tests/**'] }, { item: 'M3', files: ['bench/**'] }]";
  writeIn(
    folder,
    'build.config.ts',
    `export default { title: 'Målinger', reports: 'hold/*', template: 'skabelon.md', site: { ${site} }, evidence: ${evidence} };\n`,
  );
  writeIn(folder, 'skabelon.md', template);
  writeIn(folder, 'hold/birk/README.md', whole);
  writeIn(folder, 'hold/birk/figurer/kurve.png', await plainPng(700, 300, 80));
  const files = ['README.md', 'tests/a.py', 'bench/b.py'];
  const record = { ...fullRecord, group: 'birk', files };
  writeIn(folder, 'hold/birk/.collect.json', JSON.stringify(record));
  writeIn(folder, 'hold/elm/README.md', half);
  writeIn(folder, 'hold/pil/README.md', template);
  writeIn(folder, 'hold/tabt/README.md', Buffer.from('# Caf\xe9\n', 'latin1'));
}
