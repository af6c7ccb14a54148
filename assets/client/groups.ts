import { startGroups } from './parts/table/groups.js';
import { startTheme } from './parts/theme.js';

// The page over all groups on a public site, without marks.
startTheme();
startGroups();
