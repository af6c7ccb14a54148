import { startCopy } from './parts/code.js';
import { startDrawer, startFolds, startPosition, startSettings } from './parts/contents.js';
import { startPin } from './parts/pin.js';
import { startTheme } from './parts/theme.js';
import { takeUpdates } from './parts/update.js';
import { startZoom } from './parts/zoom.js';

// Nothing here is needed to read the page.
startTheme();
startSettings();
startDrawer();
startFolds();
startPosition();
startCopy();
startPin();
startZoom();
takeUpdates();
