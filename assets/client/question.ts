import { startTheme } from './parts/theme.js';

startTheme();
