import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Five real reports that are not part of this project; beside the checkout where they are to be had. */
export const corpus = fileURLToPath(new URL('../../../shared/corpus/', import.meta.url));

/** Tests that need the real reports are skipped, visibly, where those are absent. */
export const hasCorpus = existsSync(corpus);

export const corpusReports = ['apartment-prices', 'captcha', 'cds-predictor', 'cifar10', 'medview'] as const;
