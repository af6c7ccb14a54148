import { startAnswerFilter } from './parts/answer-filter.js';
import { startCopy } from './parts/code.js';
import { startTheme } from './parts/theme.js';
import { startZoom } from './parts/zoom.js';

// The page of a question on a public site, without marks.
startAnswerFilter();
startTheme();
startCopy();
startZoom();
