import { startMatrix } from './parts/table/matrix.js';
import { startTheme } from './parts/theme.js';

startTheme();
startMatrix();
