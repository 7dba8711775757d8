/** One kind of machine work: what it is called, how it is repeated, and which rows should be moving. */
export interface JobDefinition {
  /** Also the name of its BullMQ queue; lower case with hyphens. */
  readonly name: string;
  /** Jobs that one worker process runs side by side. */
  readonly concurrency: number;
  /** Runs before the job counts as failed and waits for a person. */
  readonly attempts: number;
  /** Milliseconds before the second run; doubles with every further one, with up to half of it as jitter. */
  readonly backoffMs: number;
  /** Milliseconds after which the signal aborts and the run counts as failed. */
  readonly timeoutMs: number;
  /**
   * The due view: SQL giving `(id, due_at)` of rows that should be moving now or by `$1::timestamptz`. What it gives and
   * has no job is added again by the reconciler, so it must use an index and must stop giving a row once its work is done.
   */
  readonly due: string;
  /** Job id of a row; default `jobId(name, id)`. */
  readonly jobIdOf?: (id: string) => string;
}

/** Does one kind of work. Loads by id, returns early when done, acts, records; throws only to mean "again". */
export interface JobProcessor {
  readonly definition: JobDefinition;
  process(id: string, signal: AbortSignal): Promise<void>;
}

/** Thrown by a processor to be called again at that time without spending an attempt. */
export class DeferJob extends Error {
  constructor(readonly until: Date) {
    super(`deferred until ${until.toISOString()}`);
    this.name = 'DeferJob';
  }
}
