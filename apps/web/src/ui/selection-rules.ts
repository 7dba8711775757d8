/** The selection with one id turned over. */
export function toggled(selected: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(selected);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** The selection with everything between the anchor and an id added; without an anchor, the id alone. */
export function selectTo(
  selected: ReadonlySet<string>,
  ids: readonly string[],
  anchor: string | undefined,
  id: string,
): ReadonlySet<string> {
  const to = ids.indexOf(id);
  const from = anchor === undefined ? to : ids.indexOf(anchor);
  if (to < 0) return selected;
  const start = from < 0 ? to : Math.min(from, to);
  const end = from < 0 ? to : Math.max(from, to);
  return new Set([...selected, ...ids.slice(start, end + 1)]);
}
