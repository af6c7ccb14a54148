import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';

/** Whether an IP address belongs to the public internet. What cannot be parsed does not. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  // Only 2000::/3 is given out; `unicast` is also the rest of the space. Ways to write an IPv4 address have other ranges.
  return parsed.kind() === 'ipv4' || (parsed.toByteArray()[0] ?? 0) >> 5 === 1;
}

/** Why a host was not asked. */
export class RefusedAddressError extends Error {
  readonly code = 'EREFUSEDADDRESS';
}

/** All addresses of a host, public or not; rejects with a system error. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

/** Asks the system's resolver. */
export const resolveHost: Resolve = (hostname) => lookup(hostname, { all: true });
