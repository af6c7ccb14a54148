import { startCellTips } from './parts/cell-tip.js';
import { startCopy } from './parts/code.js';
import { startDrawer, startFolds, startSettings } from './parts/contents.js';
import { startFound } from './parts/found.js';
import { startPaper } from './parts/paper.js';
import { startPermalinks } from './parts/permalink.js';
import { startPosition } from './parts/scroll-spy.js';
import { startTheme } from './parts/theme.js';
import { allowInPlaceUpdates } from './parts/update.js';
import { startZoom } from './parts/zoom.js';

// Progressive enhancement: the page can be read without any of this.
startTheme();
startPaper();
startSettings();
startDrawer();
startFolds();
startPosition();
startCellTips();
startCopy();
startPermalinks();
startFound();
startZoom();
allowInPlaceUpdates();
