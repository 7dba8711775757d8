/** One-sided confidence of every bound in the desk. */
const CONFIDENCE = 0.95;
/** Halvings until the bound is exact to far more digits than are shown. */
const HALVINGS = 60;

/**
 * Exact (Clopper–Pearson) one-sided lower 95 % bound of a share, from `hits` of `n`: the smallest share under which so
 * many hits or more are not yet rarer than one in twenty. 0 for no hits.
 */
export function lowerBound(hits: number, n: number): number {
  if (hits <= 0 || n <= 0) return 0;
  return solve((share) => 1 - cumulative(hits - 1, n, share) < 1 - CONFIDENCE);
}

/** The upper one: the largest share under which so few hits or fewer are not yet rarer than one in twenty. 1 for n = 0. */
export function upperBound(hits: number, n: number): number {
  if (n <= 0 || hits >= n) return 1;
  return solve((share) => cumulative(hits, n, share) > 1 - CONFIDENCE);
}

/** True when so many reversals cannot be chance: enough cases, and the lower bound above the limit (settled 21). */
export function isMassError(reversed: number, decided: number, limitShare: number, leastCases: number): boolean {
  return decided >= leastCases && lowerBound(reversed, decided) > limitShare;
}

/** The largest share for which `holds`; it holds at 0 and then no more from some share on. */
function solve(holds: (share: number) => boolean): number {
  let low = 0;
  let high = 1;
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const middle = (low + high) / 2;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** P(X <= k) of a binomial, summed in logarithms so that thousands of cases do not underflow. */
function cumulative(k: number, n: number, share: number): number {
  if (share <= 0) return 1;
  if (share >= 1) return k >= n ? 1 : 0;
  let log = n * Math.log1p(-share);
  const odds = Math.log(share) - Math.log1p(-share);
  let sum = Math.exp(log);
  for (let i = 1; i <= k; i += 1) {
    log += Math.log(n - i + 1) - Math.log(i) + odds;
    sum += Math.exp(log);
  }
  return Math.min(1, sum);
}
