import { startCopy } from './parts/code.js';
import { startDrawer, startFolds, startPosition, startSettings } from './parts/contents.js';
import { startTheme } from './parts/theme.js';
import { startZoom } from './parts/zoom.js';

// Nothing here is needed to read the page.
startTheme();
startSettings();
startDrawer();
startFolds();
startPosition();
startCopy();
startZoom();
