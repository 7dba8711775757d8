import type { SettingCode } from '@mizan/foundation/setting-codes.js';

/** How far a value may go. */
export interface SettingBounds {
  readonly least: number;
  readonly most: number;
  readonly whole: boolean;
}

export type SettingFault = 'not_a_number' | 'not_whole' | 'too_small' | 'too_large';

/** Why a value cannot be taken; null when it can. */
export function settingFault(value: number, bounds: SettingBounds): SettingFault | null {
  if (!Number.isFinite(value)) return 'not_a_number';
  if (bounds.whole && !Number.isInteger(value)) return 'not_whole';
  if (value < bounds.least) return 'too_small';
  return value > bounds.most ? 'too_large' : null;
}

/** The other setting that would be contradicted; null when they all agree. */
export function contradiction(values: ReadonlyMap<string, number>): readonly [SettingCode, SettingCode] | null {
  const pairs: readonly (readonly [SettingCode, number, SettingCode])[] = [
    // A lease must outlive a missed heartbeat, or it ends under whoever works on the case.
    ['heartbeat_seconds', 2, 'prefetch_lease_seconds'],
    ['heartbeat_seconds', 2, 'lease_seconds'],
    ['prefetch_lease_seconds', 1, 'lease_seconds'],
  ];
  for (const [smaller, times, larger] of pairs) {
    if ((values.get(smaller) ?? 0) * times > (values.get(larger) ?? Infinity)) return [smaller, larger];
  }
  return null;
}
