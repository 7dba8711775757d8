const FAULTS = [
  'empty',
  'too_long',
  'line_break',
  'brace',
  'unknown_placeholder',
  'missing_placeholder',
  'secret_in_subject',
] as const;

/** Whether there are words for what is wrong with a wording. */
export function isWordingFault(code: string): code is (typeof FAULTS)[number] {
  return FAULTS.some((known) => known === code);
}
