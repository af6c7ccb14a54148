import { statfs } from 'node:fs/promises';

/**
 * File systems whose files other machines can change without this one's kernel being told, by the type that `statfs`
 * gives (Linux: `linux/magic.h`, and the drivers' sources). FUSE carries sshfs, virtiofs and the folders that Docker
 * shares with a container; 9p is how WSL reaches the drives of Windows.
 */
const remoteTypes: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0xfe534d42, 'SMB 2'],
  [0x65735546, 'FUSE'],
  [0x01021997, '9p'],
  [0x786f4256, 'VirtualBox'],
  [0x00c36400, 'Ceph'],
  [0x5346414f, 'AFS'],
]);

/** The first of some folders that is on such a file system. Other systems than Linux report what they can. */
export async function findRemote(
  folders: readonly string[],
): Promise<{ readonly folder: string; readonly name: string } | undefined> {
  if (process.platform !== 'linux') return undefined;
  for (const folder of folders) {
    const type = (await statfs(folder).catch(() => undefined))?.type;
    // 32 bits, which some systems give as a signed number.
    const name = type === undefined ? undefined : remoteTypes.get(type >>> 0);
    if (name !== undefined) return { folder, name };
  }
  return undefined;
}
