/** What a server is reached by. */
export interface OwnHost {
  /** Names and addresses in lower case; an IPv6 address in brackets, as in an address on the web. */
  readonly names: readonly string[];
  readonly port: number;
}

/** Names that lead to the machine itself whatever the name service says. */
const loopback = ['localhost', '127.0.0.1', '[::1]'];

/**
 * The names that requests may use: those of the loopback, the one that the server was told to listen at, and the
 * address that a connection was made to. Any other name is somebody else's that was made to lead here, so that a page
 * of theirs could read what is served (DNS rebinding).
 *
 * @param addresses as people or Node write them, `::ffff:` and all
 */
export function ownHost(addresses: readonly (string | undefined)[], port: number): OwnHost {
  return { names: [...loopback, ...addresses.filter((address) => address !== undefined).map(inAddress)], port };
}

/** A name or address as it stands in an address on the web. */
export function inAddress(host: string): string {
  const plain = host.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(plain)?.[1];
  if (mapped !== undefined) return mapped;
  return plain.includes(':') ? `[${plain}]` : plain;
}

/** Whether a `Host` header, or the part of an address that names the server, is one of its own. */
export function isOwnHost(host: string, own: OwnHost): boolean {
  const [, name, port = '80'] = /^(\[[\da-f:.]+\]|[^\s:[\]@/?#]+)(?::(\d{1,5}))?$/i.exec(host) ?? [];
  return name !== undefined && own.names.includes(name.toLowerCase()) && Number(port) === own.port;
}
