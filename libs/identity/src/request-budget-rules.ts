/** What is left of somebody's budget, and when that was. */
export interface Budget {
  readonly left: number;
  readonly atMs: number;
}

export type BudgetAnswer =
  | { readonly ok: true; readonly budget: Budget }
  | { readonly ok: false; readonly budget: Budget; readonly retryAfterSeconds: number };

/**
 * Takes the cost of one operation. A full budget is what a minute allows, and it fills evenly; an operation that costs
 * more than all of it passes when the budget is full, so that no operation is impossible.
 */
export function spend(before: Budget | null, cost: number, perMinute: number, nowMs: number): BudgetAnswer {
  const filled = before ? before.left + (Math.max(0, nowMs - before.atMs) * perMinute) / 60_000 : perMinute;
  const left = Math.min(perMinute, filled);
  const needed = Math.min(cost, perMinute);
  if (left >= needed) return { ok: true, budget: { left: left - needed, atMs: nowMs } };
  const retryAfterSeconds = Math.max(1, Math.ceil(((needed - left) * 60) / perMinute));
  return { ok: false, budget: { left, atMs: nowMs }, retryAfterSeconds };
}
