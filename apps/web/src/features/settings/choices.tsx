import { useT, type MessageKey } from '../../app/i18n.js';
import { Check } from '../../ui/Field.js';
import styles from './Settings.module.css';

export const ROLES = [
  'moderator',
  'senior_moderator',
  'appeal_handler',
  'supervisor',
  'administrator',
  'auditor',
] as const;
export const CATEGORIES = ['general', 'terrorism', 'child_safety', 'threat_to_life'] as const;
export const SOURCE_KINDS = [
  'user_report',
  'trusted_flagger',
  'referral',
  'removal_order',
  'detector',
  'staff',
  'resurfacing',
] as const;
export const SUBJECT_KINDS = ['channel', 'group', 'account', 'bot'] as const;
export const QUEUE_KINDS = ['general', 'escalation', 'child_safety', 'stay', 'appeals', 'appeals_specialist'] as const;
export const PLATFORM_KINDS = ['telegram', 'matrix', 'tamtam', 'other'] as const;

/** The value of a list that a native field gave, or the first one. */
export function oneOf<Value extends string>(
  values: readonly [Value, ...Value[]] | readonly Value[],
  given: string,
  fallback: Value,
): Value {
  return values.find((value) => value === given) ?? fallback;
}

export function toggledIn<Value>(chosen: readonly Value[], value: Value): Value[] {
  return chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value];
}

interface ChecksProps<Value extends string> {
  readonly legend: string;
  readonly values: readonly Value[];
  readonly chosen: readonly Value[];
  readonly wordsOf: (value: Value) => string;
  readonly onChange: (chosen: Value[]) => void;
}

/** Any number of a short list. */
export function Checks<Value extends string>({ legend, values, chosen, wordsOf, onChange }: ChecksProps<Value>) {
  return (
    <fieldset className={styles.checks}>
      <legend>{legend}</legend>
      {values.map((value) => (
        <Check key={value} checked={chosen.includes(value)} onChange={() => onChange(toggledIn(chosen, value))}>
          {wordsOf(value)}
        </Check>
      ))}
    </fieldset>
  );
}

/** Options of a native list, with words from the catalog. */
export function useOptions<Value extends string>(
  values: readonly Value[],
  key: (value: Value) => MessageKey,
): { value: Value; label: string }[] {
  const t = useT();
  return values.map((value) => ({ value, label: t(key(value)) }));
}
