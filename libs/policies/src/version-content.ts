import { z } from 'zod';
import { invalid } from '@mizan/foundation/errors.js';
import { MeasureCode } from './measure.entity.js';
import { checkTexts } from './texts-rules.js';

/** What a version says. */
export interface VersionContent {
  readonly titles: Record<string, string>;
  readonly guidances: Record<string, string>;
  readonly legalReference: string | null;
  readonly severityMinutes: number;
  readonly measures: MeasureCode[];
  readonly requiresSecond: boolean;
  /** What a violation weighs on whoever it restricts; 0 = nothing. */
  readonly strikeWeight: number;
  /** For how long; null when it weighs nothing. */
  readonly strikeDays: number | null;
}

const SHAPE = z.object({
  titles: z.record(z.string(), z.unknown()),
  guidances: z.record(z.string(), z.unknown()),
  legalReference: z.string().max(500).nullish(),
  severityMinutes: z.number().int().min(0).max(2_880),
  measures: z.array(z.enum(MeasureCode)),
  requiresSecond: z.boolean(),
  strikeWeight: z.number().int().min(0).max(10).nullish(),
  strikeDays: z.number().int().min(1).max(3_650).nullish(),
});

/** Reads a version as a client or a stored proposal gives it. Throws INVALID_INPUT naming the field under `version`. */
export function readVersion(input: unknown): VersionContent {
  const parsed = SHAPE.safeParse(input);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw invalid(['version', ...(issue?.path ?? [])].join('.'), issue?.message ?? 'This is no version.');
  }
  const strikeWeight = parsed.data.strikeWeight ?? 0;
  const strikeDays = strikeWeight === 0 ? null : (parsed.data.strikeDays ?? null);
  if (strikeWeight > 0 && strikeDays === null) throw invalid('version.strikeDays', 'Say for how many days it weighs.');
  return {
    titles: checkTexts('version.titles', parsed.data.titles, 200),
    guidances: checkTexts('version.guidances', parsed.data.guidances, 20_000),
    legalReference: parsed.data.legalReference?.trim() || null,
    severityMinutes: parsed.data.severityMinutes,
    measures: [...new Set(parsed.data.measures)],
    requiresSecond: parsed.data.requiresSecond,
    strikeWeight,
    strikeDays,
  };
}
