import { createHash } from 'node:crypto';
import { lowerBound, upperBound } from './reversal-rate-rules.js';

/** A second look at one decision about one subject, as long as it is only counted. */
export interface SampledItem {
  readonly inSample: boolean;
  readonly judgement: 'right' | 'wrong' | 'unsure' | null;
}

/** What the judged part of a sample says about the whole group; bounds are exact, one-sided, 95 %. */
export interface SampleFindings {
  readonly size: number;
  readonly judged: number;
  readonly wrong: number;
  /** Null while nothing is judged. */
  readonly lower: number | null;
  readonly upper: number | null;
}

/** What a sample is drawn by, so that anybody can draw it again. */
export function sampleSeed(groupId: string): string {
  return `second-look:${groupId}`;
}

/**
 * The sample of this size, by lot: items in the order of SHA-256(seed, item), the first ones. The same for the same seed
 * whatever the order in which items come; a larger one holds every smaller one, so nothing judged is lost.
 */
export function drawSample(seed: string, itemIds: readonly string[], size: number): readonly string[] {
  const lots = [...new Set(itemIds)].map((id) => ({
    id,
    lot: createHash('sha256').update(`${seed}:${id}`).digest('hex'),
  }));
  lots.sort((a, b) => (a.lot < b.lot ? -1 : 1));
  return lots.slice(0, Math.max(0, size)).map((each) => each.id);
}

/** Counts a sample; unsure counts as wrong (settled 34), and what was not drawn counts for nothing. */
export function sampleFindings(items: readonly SampledItem[]): SampleFindings {
  const drawn = items.filter((item) => item.inSample);
  const judged = drawn.filter((item) => item.judgement !== null).length;
  const wrong = drawn.filter((item) => item.judgement === 'wrong' || item.judgement === 'unsure').length;
  return { size: drawn.length, judged, wrong, ...boundsOf(wrong, judged) };
}

/** Exact one-sided bounds of the share of wrong ones; null while nothing is judged. */
export function boundsOf(wrong: number, judged: number): { lower: number | null; upper: number | null } {
  if (judged === 0) return { lower: null, upper: null };
  return { lower: lowerBound(wrong, judged), upper: upperBound(wrong, judged) };
}
