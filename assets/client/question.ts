import { startCopy } from './parts/code.js';
import { startGrading } from './parts/grading/start.js';
import { startTheme } from './parts/theme.js';
import { startZoom } from './parts/zoom.js';

// Nothing here is needed to read the page.
startGrading();
startTheme();
startCopy();
startZoom();
