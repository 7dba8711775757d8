import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { Logger } from './logger.js';

/** Work that is repeated by time, not by row: sweepers, the sealer, pruning. */
export interface Schedule {
  readonly name: string;
  readonly everyMs: number;
  /** Milliseconds that one run may hold the schedule; then another process may take it and the signal aborts. */
  readonly leaseMs: number;
  /** True: every process runs it (its statements skip what another has locked). Default: one process in all. */
  readonly everywhere?: boolean;
  run(signal: AbortSignal): Promise<void>;
}

interface Running {
  timer: NodeJS.Timeout | undefined;
  current: Promise<void>;
}

/**
 * Runs schedules; several processes do not multiply them, because each run is taken by one statement on its row in
 * `job_schedule`. Works without the job queue, so sealing and sweeping go on when Redis is away.
 */
export class JobSchedules {
  private readonly holder = randomUUID();
  private readonly schedules = new Map<string, Schedule>();
  private readonly running = new Map<string, Running>();
  private readonly stopping = new AbortController();
  private readonly failing = new Set<string>();

  constructor(
    private readonly source: DataSource,
    private readonly logger: Logger,
  ) {}

  register(schedule: Schedule): void {
    if (this.schedules.has(schedule.name)) throw new Error(`Two schedules are called ${schedule.name}.`);
    this.schedules.set(schedule.name, schedule);
  }

  all(): readonly Schedule[] {
    return [...this.schedules.values()];
  }

  start(): void {
    for (const schedule of this.schedules.values()) {
      if (this.running.has(schedule.name)) continue;
      const state: Running = { timer: undefined, current: Promise.resolve() };
      this.running.set(schedule.name, state);
      const next = (): void => {
        if (this.stopping.signal.aborted) return;
        const startedAt = performance.now();
        state.current = this.tick(schedule).then(() => {
          if (this.stopping.signal.aborted) return;
          state.timer = setTimeout(next, Math.max(1, schedule.everyMs - (performance.now() - startedAt)));
        });
      };
      next();
    }
  }

  /** Starts no further run and waits for those under way. */
  async stop(): Promise<void> {
    this.stopping.abort(new Error('the process stops'));
    for (const state of this.running.values()) clearTimeout(state.timer);
    await Promise.allSettled([...this.running.values()].map((state) => state.current));
  }

  /** Runs it now when no other process holds it; true when it ran. Errors are the caller's. */
  async runOnce(name: string): Promise<boolean> {
    const schedule = this.schedules.get(name);
    if (!schedule) throw new Error(`No schedule is called ${name}.`);
    if (!schedule.everywhere && !(await this.take(schedule))) return false;
    const lease = AbortSignal.timeout(schedule.leaseMs);
    try {
      await schedule.run(AbortSignal.any([lease, this.stopping.signal]));
    } finally {
      if (!schedule.everywhere) await this.giveBack(schedule);
    }
    return true;
  }

  private async tick(schedule: Schedule): Promise<void> {
    try {
      if (!(await this.runOnce(schedule.name))) return;
      if (this.failing.delete(schedule.name)) this.logger.info({ schedule: schedule.name }, 'schedule runs again');
    } catch (error) {
      if (this.stopping.signal.aborted || this.failing.has(schedule.name)) return;
      // Said once until it runs again: a database that is away would fill the log.
      this.failing.add(schedule.name);
      this.logger.error({ schedule: schedule.name, err: error }, 'schedule failed');
    }
  }

  private async take(schedule: Schedule): Promise<boolean> {
    // A tenth early, so that a timer that fires a moment too soon does not skip a whole period.
    const taken: unknown[] = await this.source.query(
      `insert into job_schedule as s (name, next_run_at, holder, lease_until)
       values ($1, clock_timestamp() + $3 * interval '0.9 milliseconds', $2, clock_timestamp() + $4 * interval '1 millisecond')
       on conflict (name) do update
         set next_run_at = excluded.next_run_at, holder = excluded.holder, lease_until = excluded.lease_until
         where s.next_run_at <= clock_timestamp() and (s.lease_until is null or s.lease_until <= clock_timestamp())
       returning name`,
      [schedule.name, this.holder, schedule.everyMs, schedule.leaseMs],
    );
    return taken.length === 1;
  }

  private async giveBack(schedule: Schedule): Promise<void> {
    await this.source.query(`update job_schedule set lease_until = null where name = $1 and holder = $2`, [
      schedule.name,
      this.holder,
    ]);
  }
}
