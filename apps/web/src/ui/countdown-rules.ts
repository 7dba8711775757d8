/** How much is left of a span, never below nothing nor above the whole. */
export function remaining(
  until: number,
  now: number,
  total: number,
): { readonly leftMs: number; readonly share: number } {
  const leftMs = Math.min(total, Math.max(0, until - now));
  return { leftMs, share: total > 0 ? leftMs / total : 0 };
}
