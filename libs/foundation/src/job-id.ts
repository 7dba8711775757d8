/** What BullMQ accepts on both backends as a job id of ours: no colons, does not start with a digit. */
const JOB_ID = /^[A-Za-z][A-Za-z0-9_-]+$/;

/**
 * The one maker of job ids: the same work always has the same id, so that adding it twice adds it once.
 * `attempt` sets apart a repetition that a person asked for. Throws when a part would break the id.
 */
export function jobId(name: string, id: string, attempt?: number): string {
  const made = attempt === undefined ? `${name}-${id}` : `${name}-${id}-${attempt}`;
  if (!JOB_ID.test(made)) throw new Error(`Not usable as a job id: ${made}`);
  return made;
}

/** Job id of one outbox event for one listener. */
export function outboxJobId(outboxId: string, listener: string): string {
  return jobId('outbox', `${outboxId}-${listener}`);
}
