/** The hosts and the port that requests to this server may name. */
export interface OwnHost {
  /** Names and IP addresses in lower case; IPv6 in brackets, as in a URL. */
  readonly names: readonly string[];
  readonly port: number;
}

/** Names that always mean this machine, whatever DNS says. */
const loopback = ['localhost', '127.0.0.1', '[::1]'];

/**
 * The hosts that requests may name: loopback, the host that the server listens on, and the local address of the
 * connection. Any other could be a foreign name that was pointed at this server so that its pages can read the site
 * (DNS rebinding).
 *
 * @param addresses as given by the user or by Node, IPv4-mapped ones (`::ffff:127.0.0.1`) included
 */
export function ownHost(addresses: readonly (string | undefined)[], port: number): OwnHost {
  return { names: [...loopback, ...addresses.filter((address) => address !== undefined).map(hostInUrl)], port };
}

/** A host name or IP address as written in a URL. */
export function hostInUrl(host: string): string {
  const plain = host.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(plain)?.[1];
  if (mapped !== undefined) return mapped;
  return plain.includes(':') ? `[${plain}]` : plain;
}

/** Whether a `Host` header, or the host and port of a URL, names this server. */
export function isOwnHost(host: string, own: OwnHost): boolean {
  const [, name, port = '80'] = /^(\[[\da-f:.]+\]|[^\s:[\]@/?#]+)(?::(\d{1,5}))?$/i.exec(host) ?? [];
  return name !== undefined && own.names.includes(name.toLowerCase()) && Number(port) === own.port;
}
