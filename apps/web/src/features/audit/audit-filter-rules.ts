import type { AuditFilter } from '../../gql/audit.js';

/** Which rows of the record are asked for; every part stands in the page's address. */
export interface AuditAddress {
  readonly kind: string;
  readonly actorId: string;
  readonly about: string;
  readonly from: string;
  readonly to: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function addressFrom(params: URLSearchParams): AuditAddress {
  const read = (name: string) => params.get(name) ?? '';
  return { kind: read('kind'), actorId: read('actor'), about: read('about'), from: read('from'), to: read('to') };
}

export function paramsOf(address: AuditAddress): URLSearchParams {
  const params = new URLSearchParams();
  if (address.kind) params.set('kind', address.kind);
  if (address.actorId) params.set('actor', address.actorId);
  if (address.about) params.set('about', address.about);
  if (address.from) params.set('from', address.from);
  if (address.to) params.set('to', address.to);
  return params;
}

/** An id that is not one asks for nothing, so that half-typed ids do not empty the page. */
export function filterOf(address: AuditAddress): AuditFilter {
  return {
    kind: address.kind.trim() || null,
    actorId: address.actorId || null,
    targetId: UUID.test(address.about.trim()) ? address.about.trim() : null,
    from: address.from ? new Date(`${address.from}T00:00:00`).toISOString() : null,
    to: address.to ? new Date(`${address.to}T23:59:59.999`).toISOString() : null,
  };
}
