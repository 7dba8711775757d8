import { Injectable } from '@nestjs/common';
import { Clock } from '@mizan/foundation/clock.js';
import { DeskSettings } from '@mizan/foundation/desk-settings.service.js';
import { judgeAttempt, type AttemptOutcome, type AttemptVerdict } from './order-retry-rules.js';

/** Judges attempts by the desk's own numbers, at this moment. */
@Injectable()
export class OrderAttemptsService {
  constructor(
    private readonly clock: Clock,
    private readonly settings: DeskSettings,
  ) {}

  /** `nextMs`: from now on; null = nothing more will be tried. */
  async judge(outcome: AttemptOutcome, attempts: number): Promise<AttemptVerdict & { readonly nextMs: number | null }> {
    const now = this.clock.now();
    const verdict = judgeAttempt(outcome, attempts, now, {
      attempts: await this.settings.get('order_attempts'),
      withinMs: (await this.settings.get('order_attempts_minutes')) * 60_000,
    });
    return { ...verdict, nextMs: verdict.nextAttemptAt && verdict.nextAttemptAt.getTime() - now.getTime() };
  }
}
