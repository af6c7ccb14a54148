import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';

let count = 0;

/** A text that no file has yet. */
function fresh(): string {
  count += 1;
  return `version ${count}\n`;
}

function write(file: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, fresh());
}

/** What people, editors and other programs do to a file or to its folder, by name. */
export const saves: Readonly<Record<string, (file: string) => void>> = {
  inPlace: write,
  inPieces: (file) => {
    mkdirSync(path.dirname(file), { recursive: true });
    const handle = openSync(file, 'w');
    for (let piece = 0; piece < 5; piece += 1) writeSync(handle, fresh());
    closeSync(handle);
  },
  renamedOver: (file) => {
    write(`${file}.tmp`);
    renameSync(`${file}.tmp`, file);
  },
  backupAndRename: (file) => {
    write(path.join(path.dirname(file), '4913'));
    rmSync(path.join(path.dirname(file), '4913'));
    if (existsSync(file)) renameSync(file, `${file}~`);
    write(file);
    rmSync(`${file}~`, { force: true });
  },
  deleted: (file) => rmSync(file, { force: true }),
  deletedAndCreated: (file) => {
    rmSync(file, { force: true });
    write(file);
  },
  renamed: (file) => {
    if (existsSync(file)) renameSync(file, file.replace(/(\.\w+)$/, `-${count}$1`));
  },
  renamedInCase: (file) => {
    write(file);
    renameSync(file, path.join(path.dirname(file), path.basename(file).toLowerCase()));
  },
  folderDeleted: (file) => rmSync(path.dirname(file), { recursive: true, force: true }),
  folderAwayAndBack: (file) => {
    write(file);
    const folder = path.dirname(file);
    const away = `${path.dirname(folder)}-away-${count}`;
    cpSync(folder, away, { recursive: true });
    rmSync(folder, { recursive: true });
    renameSync(away, folder);
  },
  folderSwapped: (file) => {
    write(file);
    const folder = path.dirname(file);
    renameSync(folder, `${folder}-old`);
    cpSync(`${folder}-old`, folder, { recursive: true });
    write(file);
    rmSync(`${folder}-old`, { recursive: true });
  },
  folderFilledAnew: (file) => {
    rmSync(path.dirname(file), { recursive: true, force: true });
    for (let index = 0; index < 20; index += 1) write(path.join(path.dirname(file), 'deeper', `${index}.png`));
    write(file);
  },
};
