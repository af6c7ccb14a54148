import { startQuestionMarks } from './parts/question-marks.js';
import { startGroups } from './parts/table/groups.js';
import { startTheme } from './parts/theme.js';

startTheme();
startGroups();
startQuestionMarks();
