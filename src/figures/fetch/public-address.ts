import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';

/** Whether an IP address is public. An address that cannot be parsed is not. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  // Only 2000::/3 is allocated; `unicast` includes the rest. IPv4-mapped and similar addresses have other ranges.
  return parsed.kind() === 'ipv4' || (parsed.toByteArray()[0] ?? 0) >> 5 === 1;
}

/** The host has no public address. */
export class RefusedAddressError extends Error {
  readonly code = 'EREFUSEDADDRESS';
}

/** All addresses of a host, public or not; rejects with a system error. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

/** Resolves with the system's resolver. */
export const resolveHost: Resolve = (hostname) => lookup(hostname, { all: true });
