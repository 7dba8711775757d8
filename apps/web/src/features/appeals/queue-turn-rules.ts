interface QueueFacts {
  readonly id: string;
  readonly kind: string;
  readonly mayWork: boolean;
  readonly active: boolean;
  readonly counts: {
    readonly open: number;
    readonly breached: number;
    readonly oldestOpenedAt: string | null;
  };
}

/** Queues in which appeals wait. */
export const appealQueueKinds: readonly string[] = ['appeals', 'appeals_specialist'];

/**
 * The queues to claim from, one after another: with breached deadlines first, then by the oldest that waits. An empty one
 * comes last: what it counts may be a moment old. Only `wanted`, when it is given.
 */
export function queuesInTurn<Queue extends QueueFacts>(
  queues: readonly Queue[],
  wanted: string | undefined,
): readonly Queue[] {
  const oldest = (queue: QueueFacts) =>
    queue.counts.oldestOpenedAt === null ? Number.POSITIVE_INFINITY : Date.parse(queue.counts.oldestOpenedAt);
  return queues
    .filter((queue) => queue.mayWork && queue.active && appealQueueKinds.includes(queue.kind))
    .filter((queue) => wanted === undefined || queue.id === wanted)
    .sort((a, b) => b.counts.breached - a.counts.breached || Math.sign(oldest(a) - oldest(b)) || 0);
}
