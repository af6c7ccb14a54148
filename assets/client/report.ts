import { startCopy } from './parts/code.js';
import { startDrawer, startFolds, startPosition, startSettings } from './parts/contents.js';
import { startPermalinks } from './parts/permalink.js';
import { startTheme } from './parts/theme.js';
import { allowInPlaceUpdates } from './parts/update.js';
import { startZoom } from './parts/zoom.js';

// Progressive enhancement: the page can be read without any of this.
startTheme();
startSettings();
startDrawer();
startFolds();
startPosition();
startCopy();
startPermalinks();
startZoom();
allowInPlaceUpdates();
