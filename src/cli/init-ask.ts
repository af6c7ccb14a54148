/** What to set up, and in which folder. */
export interface InitForm {
  readonly kind: 'report' | 'course' | 'pages';
  /** Relative to the current folder, or absolute. */
  readonly folder: string;
}

/**
 * Asks the user what to set up. The questions go to standard error, because standard output is for results.
 *
 * @returns The answers; undefined when the user cancelled with Ctrl-C or Escape.
 */
export async function askForm(signal: AbortSignal): Promise<InitForm | undefined> {
  const { isCancel, select, text } = await import('@clack/prompts');
  const terminal = { input: process.stdin, output: process.stderr, signal };
  const kind = await select<InitForm['kind']>({
    ...terminal,
    message: 'What do you want to set up?',
    options: [
      { value: 'report', label: 'A report', hint: 'README.md from a template, and a folder for figures' },
      { value: 'course', label: 'A course', hint: 'template, configuration, an example, the workflow' },
      { value: 'pages', label: 'GitHub Pages', hint: 'the workflow that checks reports and publishes the site' },
    ],
  });
  if (isCancel(kind)) return undefined;
  const folder = await text({
    ...terminal,
    message: kind === 'pages' ? 'Where is the repository?' : 'In which folder?',
    placeholder: '. (the current folder)',
    defaultValue: '.',
  });
  return isCancel(folder) ? undefined : { kind, folder: folder.trim() || '.' };
}
