import { startTheme } from './parts/theme.js';
import { takeUpdates } from './parts/update.js';

startTheme();
takeUpdates();
