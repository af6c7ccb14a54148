import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { folderFiles } from '../../../src/server/served-files.js';
import { type PreviewServer, type ServerOptions, startServer } from '../../../src/server/server.js';

/** Words of files that no request may ever see. */
export const secret = 'TOP-SECRET-OUTSIDE-THE-SITE';

/** A page as the generator writes it, as far as the server looks at it. The bytes after the title are no UTF-8. */
export const page = Buffer.concat([
  Buffer.from(
    `<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; img-src &#39;self&#39; data:; style-src &#39;sha256-aaa=&#39;; script-src &#39;sha256-bbb=&#39;; base-uri &#39;none&#39;">\n<title>Größe &amp; more</title>\n`,
  ),
  Buffer.from([0xff, 0xfe, 0x80]),
  Buffer.from(
    '</head>\r\n<body class="report">\n<p>“Quoted” 🎈 &lt;meta http-equiv="Content-Security-Policy" content="x"&gt;</p>\n<script>1</script>\n</body>\n</html>\n',
  ),
]);

/** Files of the site by path. */
export const files: Readonly<Record<string, Uint8Array>> = {
  'index.html': Buffer.from('<!doctype html><title>Cohort</title><body>All groups</body>'),
  'group-1/index.html': page,
  'group-1/figures/a b.webp': Buffer.from([0x52, 0x49, 0x46, 0x46, 0, 1, 2, 0xff]),
  'group-1/figures/größe.svg': Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
  'group-1/figures/100%25.png': Buffer.from([0x89, 0x50]),
  'manifest.json': Buffer.from('{"generator":"handin 0.1.0"}'),
  'noindex/a.txt': Buffer.from('text'),
  'group-2/README': Buffer.from([1, 2, 3]),
};

/** A served site in a folder of its own, with secrets all around it. */
export interface Served extends PreviewServer {
  /** The site's folder. */
  readonly folder: string;
}

/** Writes the site and serves it; `release` ends and removes it. */
export async function serve(
  options: Partial<ServerOptions> = {},
): Promise<{ readonly served: Served; readonly release: () => Promise<void> }> {
  const home = await realpath(await mkdtemp(path.join(tmpdir(), 'handin-server-')));
  const folder = path.join(home, 'site');
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  }
  await writeFile(path.join(home, 'secret.html'), secret);
  await mkdir(path.join(home, 'site-2'));
  await writeFile(path.join(home, 'site-2', 'index.html'), secret);
  await symlink(path.join(home, 'secret.html'), path.join(folder, 'linked.html'));
  await symlink(path.join(home, 'site-2'), path.join(folder, 'away'));
  await symlink(home, path.join(folder, 'group-1', 'up'));
  await symlink(path.join(folder, 'group-1'), path.join(folder, 'inside'));
  // A port that the system chooses: the default one may be taken and released by other tests meanwhile.
  const server = await startServer({ files: folderFiles(folder), script: 'live();', port: 0, ...options });
  return {
    served: { ...server, folder },
    release: async () => {
      await server.close();
      await rm(home, { recursive: true });
    },
  };
}
