/**
 * Gathers items until there are `size`, then hands them on; the last batch is smaller. Nothing is read ahead of the reader,
 * and when reading fails, what was gathered before is handed on first.
 */
export async function* inBatches<Item>(lists: AsyncIterable<readonly Item[]>, size: number): AsyncGenerator<Item[]> {
  let gathered: Item[] = [];
  let failure: { readonly cause: unknown } | null = null;
  try {
    for await (const list of lists) {
      for (const item of list) {
        gathered.push(item);
        if (gathered.length === size) {
          const full = gathered;
          gathered = [];
          yield full;
        }
      }
    }
  } catch (cause) {
    failure = { cause };
  }
  if (gathered.length > 0) yield gathered;
  if (failure) throw failure.cause;
}
