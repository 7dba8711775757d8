/** The list with one element moved by so many places; at an end nothing moves. */
export function moved<Value>(values: readonly Value[], index: number, by: number): Value[] {
  const target = index + by;
  const copy = [...values];
  if (index < 0 || index >= values.length || target < 0 || target >= values.length) return copy;
  const [value] = copy.splice(index, 1);
  if (value !== undefined) copy.splice(target, 0, value);
  return copy;
}
