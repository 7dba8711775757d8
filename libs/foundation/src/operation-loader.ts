import DataLoader from 'dataloader';

/** Loads by id in batches, each id once in an operation; what was loaded is forgotten with the operation. */
export class OperationLoader<Value> {
  private readonly loaders = new WeakMap<object, DataLoader<string, Value | null>>();

  /** `load` gives what it finds by id; what it leaves out is null. */
  constructor(
    private readonly load: (ids: readonly string[], operation: object) => Promise<ReadonlyMap<string, Value>>,
  ) {}

  /** `operation` is the GraphQL context. */
  in(operation: object): DataLoader<string, Value | null> {
    const existing = this.loaders.get(operation);
    if (existing) return existing;
    const loader = new DataLoader<string, Value | null>(async (ids) => {
      const found = await this.load(ids, operation);
      return ids.map((id) => found.get(id) ?? null);
    });
    this.loaders.set(operation, loader);
    return loader;
  }
}
