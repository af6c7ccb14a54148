// Builds `dist`, unless it is what a build would give.
import { fileURLToPath } from 'node:url';
import { isBuilt } from './built.mjs';

if (!isBuilt(fileURLToPath(new URL('..', import.meta.url)))) await import('./build.mjs');
