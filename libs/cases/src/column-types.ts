import type { ValueTransformer } from 'typeorm';

/** PostgreSQL's bigint as a number, for values that stay below 2^53. */
export const bigintNumber: ValueTransformer = {
  to: (value: number | null | undefined) => value,
  from: (value: string | null) => (value === null ? null : Number(value)),
};
