/** A row that should be moving. */
export interface DueRow {
  readonly id: string;
  readonly dueAt: Date;
}

/** What the job queue has: ids by state. */
export interface PresentJobs {
  readonly moving: ReadonlySet<string>;
  readonly delayed: ReadonlySet<string>;
  readonly failed: ReadonlySet<string>;
}

export interface Correction {
  /** Rows without a job. */
  readonly missing: readonly DueRow[];
  /** Jobs that wait for a later time than their row. */
  readonly late: readonly string[];
  /** Jobs that gave up although their row is still due. */
  readonly failed: readonly string[];
}

/** A delayed job is started by its own clock; only one that is later than this behind its row is corrected. */
export const LATE_AFTER_MS = 1_500;

/** Compares due rows with the job queue. Every due row is in at most one list, and in none when its job will run in time. */
export function compareDue(
  due: readonly DueRow[],
  present: PresentJobs,
  jobIdOf: (id: string) => string,
  now: Date,
): Correction {
  const missing: DueRow[] = [];
  const late: string[] = [];
  const failed: string[] = [];
  for (const row of due) {
    const id = jobIdOf(row.id);
    if (present.moving.has(id)) continue;
    if (present.delayed.has(id)) {
      if (now.getTime() - row.dueAt.getTime() > LATE_AFTER_MS) late.push(id);
    } else if (present.failed.has(id)) failed.push(id);
    else missing.push(row);
  }
  return { missing, late, failed };
}
