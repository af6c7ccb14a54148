import path from 'node:path';

/** What to watch. Absolute paths. */
export interface Watched {
  /** Files and folders; a folder stands for everything in it. They need not exist yet. */
  readonly targets: readonly string[];
  /** Folders that the program itself writes to; nothing in them is reported. */
  readonly ignored: readonly string[];
}

/** Which paths the watcher reports, and which folders it enters. */
export interface WatchFilter {
  /** A target, or something in one: its changes are reported. */
  isReported(file: string): boolean;
  /** A folder whose contents may be reported. */
  isEntered(folder: string): boolean;
  /** A target or an ancestor of one. Symbolic links to folders are followed here and nowhere else, so no loop is entered. */
  leadsToTarget(folder: string): boolean;
}

/** The filter decides by the path alone, so it also works for files that no longer exist. */
export function createWatchFilter({ targets, ignored }: Watched): WatchFilter {
  const named = new Set(targets);
  const ancestors = new Set(targets.flatMap(ancestorsOf));
  const isReported = (file: string): boolean => {
    // A named target is reported whatever it is called.
    if (named.has(file)) return true;
    if (isTemporary(path.basename(file)) || ignored.some((folder) => isOutput(folder, file))) return false;
    for (const folder of ancestorsOf(file)) {
      if (named.has(folder)) return true;
      if (isSkipped(path.basename(folder))) return false;
    }
    return false;
  };
  return {
    isReported,
    isEntered: (folder) => named.has(folder) || (isReported(folder) && !isSkipped(path.basename(folder))),
    leadsToTarget: (folder) => named.has(folder) || ancestors.has(folder),
  };
}

/** The folders that a path lies in, the nearest first. */
function ancestorsOf(file: string): readonly string[] {
  const ancestors: string[] = [];
  for (let at = file, parent = path.dirname(at); parent !== at; at = parent, parent = path.dirname(at))
    ancestors.push(parent);
  return ancestors;
}

/** Hidden folders and `node_modules` hold no reports or layouts. Figures are not searched for in them either. */
function isSkipped(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules';
}

/**
 * Swap, lock and backup files of Vim, Emacs, gedit, Kate and JetBrains editors. No input has such a name. An editor that
 * saves by renaming its temporary file is noticed by the new name.
 */
const temporary = /^(?:4913|\.#.*|#.*#|\.goutputstream-.*|\..*\.sw[a-z]|\..*\.kate-swp)$|~$|___jb_(?:tmp|old|bak)___$/;

function isTemporary(name: string): boolean {
  return temporary.test(name);
}

/** Whether a file is in an output folder, or in a staging folder beside it (`.site.…`) that will be renamed to it. */
function isOutput(folder: string, file: string): boolean {
  const within = path.relative(path.dirname(folder), file).split(path.sep)[0] ?? '';
  const name = path.basename(folder);
  return within === name || within.startsWith(`.${name}.`);
}
