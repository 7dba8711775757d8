/** Gathers items until there are `size`, then hands them on; the last batch is smaller. Nothing is read ahead of the reader. */
export async function* inBatches<Item>(lists: AsyncIterable<readonly Item[]>, size: number): AsyncGenerator<Item[]> {
  let gathered: Item[] = [];
  for await (const list of lists) {
    for (const item of list) {
      gathered.push(item);
      if (gathered.length === size) {
        yield gathered;
        gathered = [];
      }
    }
  }
  if (gathered.length > 0) yield gathered;
}
