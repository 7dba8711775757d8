import type { Config } from './config.js';

/** Every number of the desk that people may change; value, standard and bounds are rows of `desk_setting` (settled 21). */
export const SETTING_CODES = [
  'lease_seconds',
  'prefetch_lease_seconds',
  'heartbeat_seconds',
  'skip_hours',
  'exposure_minutes',
  'grace_seconds',
  'threat_to_life_minutes',
  'order_attempts',
  'order_attempts_minutes',
  'appeal_days',
  'appeal_terrorism_days',
  'appeal_register_hours',
  'question_days',
  'appeal_window_months',
  'protective_stay_hours',
  'mass_error_percent',
  'mass_error_least_cases',
  'mass_error_days',
  'second_look_sample',
  'campaign_limit_percent',
  'recent_proof_minutes',
  'request_cost_per_minute',
] as const;
export type SettingCode = (typeof SETTING_CODES)[number];

/** Environment variables by which an operator fixes a setting of one installation, whatever the row says. */
export type FixedSettings = Pick<
  Config,
  'LEASE_SECONDS' | 'PREFETCH_LEASE_SECONDS' | 'GRACE_SECONDS' | 'REQUEST_COST_PER_MINUTE'
>;

/** The settings that the environment fixes. */
export function fixedSettings(config: Partial<FixedSettings>): ReadonlyMap<SettingCode, number> {
  const named: readonly (readonly [SettingCode, number | undefined])[] = [
    ['lease_seconds', config.LEASE_SECONDS],
    ['prefetch_lease_seconds', config.PREFETCH_LEASE_SECONDS],
    ['grace_seconds', config.GRACE_SECONDS],
    ['request_cost_per_minute', config.REQUEST_COST_PER_MINUTE],
  ];
  return new Map(named.flatMap(([code, value]) => (value === undefined ? [] : [[code, value] as const])));
}
