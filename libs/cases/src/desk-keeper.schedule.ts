import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { LOGGER, type Logger } from '@mizan/foundation/logger.js';
import { DeskKeeperService } from './desk-keeper.service.js';

/** Leases and holds return within this of their time, ms (settled 17 asks 2 s). */
const SWEEP_EVERY_MS = 1_000;
const ADVANCE_HEADS_EVERY_MS = 500;
const RECOMPUTE_HEADS_EVERY_MS = 5_000;

/** Runs the keeper for as long as the process lives; a run that fails is logged and the next one comes all the same. */
@Injectable()
export class DeskKeeperSchedule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly running = new Set<Promise<unknown>>();

  constructor(
    private readonly keeper: DeskKeeperService,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.every(SWEEP_EVERY_MS, async () => {
      await this.keeper.returnExpired();
      await this.keeper.returnHeld();
      await this.keeper.giveUpPrefetched();
    });
    this.every(ADVANCE_HEADS_EVERY_MS, () => this.keeper.advanceHeads());
    this.every(RECOMPUTE_HEADS_EVERY_MS, () => this.keeper.recomputeHeads());
  }

  async beforeApplicationShutdown(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    await Promise.allSettled(this.running);
  }

  private every(ms: number, work: () => Promise<unknown>): void {
    let busy = false;
    const timer = setInterval(() => {
      if (busy) return;
      busy = true;
      const run = work()
        .catch((error: unknown) => this.logger.error({ err: error }, 'the desk keeper failed and will try again'))
        .finally(() => {
          busy = false;
          this.running.delete(run);
        });
      this.running.add(run);
    }, ms);
    timer.unref();
    this.timers.push(timer);
  }
}
