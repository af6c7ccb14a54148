import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UserError } from '../model/user-error.js';

/** The address to listen on. */
export interface ListenAddress {
  readonly host: string;
  /** Undefined: the first free port from 4040 on. */
  readonly port: number | undefined;
}

/** The first port to try, and how many in all. */
const firstPort = 4040;
const tries = 20;

/**
 * Starts listening, and returns the port.
 *
 * @throws UserError when the port is in use or not permitted, or when the host is not an address of this machine
 */
export async function listen(server: Server, { host, port }: ListenAddress): Promise<number> {
  if (port !== undefined) return await listenAt(server, host, port);
  for (let next = firstPort; next < firstPort + tries; next += 1) {
    try {
      return await listenAt(server, host, next);
    } catch (error) {
      if (!(error instanceof TakenError)) throw error;
    }
  }
  // Port 0: the system chooses a free one.
  return await listenAt(server, host, 0);
}

class TakenError extends UserError {}

async function listenAt(server: Server, host: string, port: number): Promise<number> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host, port, exclusive: true }, () => {
        server.off('error', reject);
        resolve();
      });
    });
  } catch (error) {
    throw explain(error, host, port);
  }
  return (server.address() as AddressInfo).port;
}

function explain(error: unknown, host: string, port: number): unknown {
  const { code } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'EADDRINUSE':
      return new TakenError(
        `Port ${port} is taken by another program.`,
        'Choose another with `--port`, or leave the option out to have a free one chosen.',
      );
    case 'EACCES':
      return new UserError(`Port ${port} is not allowed for this user.`, 'Choose one above 1023 with `--port`.');
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL':
      return new UserError(
        `This machine has no address “${host}”.`,
        'Give `--host` one of its own addresses or names, or leave the option out.',
      );
    default:
      return error;
  }
}
