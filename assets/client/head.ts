import { applyNames, applyProblems, applyTheme } from './parts/choices.js';
import { awaitFonts } from './parts/fonts.js';
import { remembered } from './parts/storage.js';

awaitFonts();
// Runs before the first paint, so that stored preferences do not cause a flash.
applyTheme(remembered('theme'));
applyProblems(remembered('hide-problems'));
applyNames(remembered('names'));
