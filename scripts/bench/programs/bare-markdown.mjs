// Renders the README of each report with markdown-it and nothing else: `node bare-markdown.mjs FOLDER [FILE…]`.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import markdownIt from 'markdown-it';

const [folder = '.', ...others] = process.argv.slice(2);
const md = markdownIt({ html: true, linkify: true });
const readmes = readdirSync(folder).map((name) => join(folder, name, 'README.md'));
for (const file of [...readmes.filter((readme) => existsSync(readme)), ...others])
  md.render(readFileSync(file, 'utf8'));
