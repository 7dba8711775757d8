import type { MessageKey } from '../../app/i18n.js';

const NAMES = {
  lease_seconds: 'numbers.lease_seconds',
  prefetch_lease_seconds: 'numbers.prefetch_lease_seconds',
  heartbeat_seconds: 'numbers.heartbeat_seconds',
  skip_hours: 'numbers.skip_hours',
  exposure_minutes: 'numbers.exposure_minutes',
  grace_seconds: 'numbers.grace_seconds',
  threat_to_life_minutes: 'numbers.threat_to_life_minutes',
  order_attempts: 'numbers.order_attempts',
  order_attempts_minutes: 'numbers.order_attempts_minutes',
  appeal_days: 'numbers.appeal_days',
  appeal_terrorism_days: 'numbers.appeal_terrorism_days',
  appeal_register_hours: 'numbers.appeal_register_hours',
  question_days: 'numbers.question_days',
  appeal_window_months: 'numbers.appeal_window_months',
  protective_stay_hours: 'numbers.protective_stay_hours',
  mass_error_percent: 'numbers.mass_error_percent',
  mass_error_least_cases: 'numbers.mass_error_least_cases',
  mass_error_days: 'numbers.mass_error_days',
  second_look_sample: 'numbers.second_look_sample',
  campaign_limit_percent: 'numbers.campaign_limit_percent',
  recent_proof_minutes: 'numbers.recent_proof_minutes',
  request_cost_per_minute: 'numbers.request_cost_per_minute',
} as const satisfies Record<string, MessageKey>;

type SettingCode = keyof typeof NAMES;

const HINTS: Partial<Record<SettingCode, MessageKey>> = {
  grace_seconds: 'numbers.hint.grace',
  request_cost_per_minute: 'numbers.hint.cost',
  mass_error_percent: 'numbers.hint.massError',
};

export function isSettingCode(code: string): code is SettingCode {
  return code in NAMES;
}

export function settingName(code: SettingCode): MessageKey {
  return NAMES[code];
}

export function settingHint(code: SettingCode): MessageKey | undefined {
  return HINTS[code];
}
