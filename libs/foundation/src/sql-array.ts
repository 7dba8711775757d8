/**
 * Values as the text of a PostgreSQL array, for a parameter that is cast (`$1::uuid[]`): written several times faster than
 * the driver does, which matters where thousands of rows go into one statement.
 */
export function sqlArray(values: readonly (string | number | boolean | null)[]): string {
  return `{${values.map(element).join(',')}}`;
}

function element(value: string | number | boolean | null): string {
  if (value === null) return 'NULL';
  if (typeof value !== 'string') return String(value);
  return /["\\]/.test(value) ? `"${value.replace(/["\\]/g, '\\$&')}"` : `"${value}"`;
}
