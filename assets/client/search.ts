import { startSearch } from './parts/search/page.js';
import { startTheme } from './parts/theme.js';

startTheme();
startSearch();
