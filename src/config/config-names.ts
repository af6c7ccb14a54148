/** Names a configuration can have, in the order in which messages list them. */
export const configNames = ['build.config.ts', 'build.config.mts', 'build.config.js', 'build.config.mjs'] as const;
