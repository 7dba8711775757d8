import type { ProtectedState } from '../../gql/register.js';
import type { Tone } from '../../ui/StatusBadge.js';

export const stateTones: Readonly<Record<ProtectedState, Tone>> = {
  declared: 'waiting',
  verified: 'accent',
  expired: 'waiting',
  revoked: 'plain',
};
