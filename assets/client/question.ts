import { startCopy } from './parts/code.js';
import { startGrading } from './parts/grading/start.js';
import { startPaper } from './parts/paper.js';
import { startTheme } from './parts/theme.js';
import { startZoom } from './parts/zoom.js';

// Progressive enhancement: the page can be read without any of this.
startGrading();
startTheme();
startCopy();
startZoom();
startPaper();
