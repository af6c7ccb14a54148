import path from 'node:path';

/** What is watched. Absolute paths. */
export interface Watched {
  /** Files and folders, with all that lies in these. They need not exist yet. */
  readonly targets: readonly string[];
  /** Folders that are written to, with all that lies in them. */
  readonly ignored: readonly string[];
}

/** What a path is to the one who watches. */
export interface Relevance {
  /** A target, or something in one. */
  isInside(file: string): boolean;
  /** Whether what lies in a folder may be inside. */
  isEntered(folder: string): boolean;
  /** A target or a folder above one: here a link to a folder is that folder, and nowhere else. */
  isFollowed(folder: string): boolean;
  /** From a folder above targets, the paths one step towards them. */
  next(folder: string): ReadonlySet<string>;
}

/** Decides by the path alone, so that nothing has to be asked about a file that is gone. */
export function createRelevance({ targets, ignored }: Watched): Relevance {
  const named = new Set(targets);
  const ways = waysTo(targets);
  const isInside = (file: string): boolean => {
    // A target that somebody names counts, whatever it is called.
    if (named.has(file)) return true;
    if (isTemporary(path.basename(file)) || ignored.some((folder) => isWrittenWith(folder, file))) return false;
    for (let at = file, above = path.dirname(at); above !== at; at = above, above = path.dirname(at)) {
      if (named.has(above)) return true;
      if (isPassedOver(path.basename(above))) return false;
    }
    return false;
  };
  return {
    isInside,
    isEntered: (folder) => named.has(folder) || (isInside(folder) && !isPassedOver(path.basename(folder))),
    isFollowed: (folder) => named.has(folder) || ways.has(folder),
    next: (folder) => ways.get(folder) ?? new Set(),
  };
}

/** From each folder above a target, the paths one step towards it. */
function waysTo(targets: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const ways = new Map<string, Set<string>>();
  for (const target of targets) {
    for (let at = target, above = path.dirname(at); above !== at; at = above, above = path.dirname(at)) {
      const steps = ways.get(above) ?? new Set();
      ways.set(above, steps.add(at));
    }
  }
  return ways;
}

/** Folders in which nothing is a report's or a layout's: figures are not looked for in them either. */
function isPassedOver(name: string): boolean {
  return name.startsWith('.') || name === 'node_modules';
}

/**
 * What editors keep beside a file while it is open or being saved. None of these names has an extension that anything
 * is read by; what is saved by renaming such a file is told by its new name.
 */
const temporary = /^(?:4913|\.#.*|#.*#|\.goutputstream-.*|\..*\.sw[a-z]|\..*\.kate-swp)$|~$|___jb_(?:tmp|old|bak)___$/;

function isTemporary(name: string): boolean {
  return temporary.test(name);
}

/** Whether a file is in a folder, or in one of those that stand beside it while it is being written (`.site.…`). */
function isWrittenWith(folder: string, file: string): boolean {
  const within = path.relative(path.dirname(folder), file).split(path.sep)[0] ?? '';
  const name = path.basename(folder);
  return within === name || within.startsWith(`.${name}.`);
}
