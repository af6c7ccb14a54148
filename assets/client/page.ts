import { startTheme } from './parts/theme.js';
import { allowInPlaceUpdates } from './parts/update.js';

startTheme();
allowInPlaceUpdates();
