import type { z } from 'zod';
import { faultOf, type LineFault } from './flag-schemas.js';
import type { InputItem } from './input-items.js';

/** What became of one line of what a machine sent, with whatever the kind of line adds. */
export interface LineResult {
  readonly status: 'accepted' | 'refused';
  readonly error?: LineFault | undefined;
  readonly [member: string]: unknown;
}

/** The same with its place: line of the stream, item of the list, from 1. */
export type AnsweredLine = LineResult & { readonly line: number };

/** Lines checked one by one and handed on together; the answers come in the order of the lines. */
export async function answerBatch<Line>(
  items: readonly InputItem[],
  schema: z.ZodType<Line>,
  receive: (lines: Line[]) => Promise<readonly LineResult[]>,
): Promise<AnsweredLine[]> {
  const answers: (AnsweredLine | null)[] = [];
  const lines: Line[] = [];
  const places: number[] = [];
  for (const [place, item] of items.entries()) {
    const parsed = item.fault === null ? schema.safeParse(item.value) : null;
    if (parsed?.success) {
      lines.push(parsed.data);
      places.push(place);
      answers.push(null);
    } else answers.push({ line: item.line, ...refusal(parsed ? faultOf(parsed.error) : item.fault) });
  }
  const received = lines.length === 0 ? [] : await receive(lines);
  for (const [index, place] of places.entries()) {
    const answer = received[index];
    if (answer) answers[place] = { line: items[place]?.line ?? 0, ...answer };
  }
  return answers.filter((answer) => answer !== null);
}

/** A refused line. */
export function refusal(fault: LineFault | null): LineResult {
  return { status: 'refused', error: fault ?? { field: null, code: 'INVALID', message: 'is not usable' } };
}
