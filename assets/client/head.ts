import { applyNames, applyProblems, applyTheme } from './parts/choices.js';
import { remembered } from './parts/storage.js';

// Before anything is painted, so that what the reader chose does not show up late.
applyTheme(remembered('theme'));
applyProblems(remembered('hide-problems'));
applyNames(remembered('names'));
