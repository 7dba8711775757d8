import { Injectable } from '@nestjs/common';
import { DeskSettings } from '@mizan/foundation/desk-settings.service.js';
import { rateLimited } from './identity.errors.js';
import { type Budget, spend } from './request-budget-rules.js';

/** People whose budget is remembered; who asks least recently is forgotten first, and starts with a full one. */
const MAX_PEOPLE = 10_000;

/**
 * What each signed-in person may ask of GraphQL (OWASP ASVS 5.0, 2.4.1: anti-automation). Kept in memory, so that asking
 * writes nothing: each process counts for itself.
 */
@Injectable()
export class RequestBudgetsService {
  private readonly budgets = new Map<string, Budget>();

  constructor(private readonly settings: DeskSettings) {}

  /** Throws RATE_LIMITED with `retryAfterSeconds` when the operation costs more than is left; it then costs nothing. */
  async take(personId: string, cost: number): Promise<void> {
    const perMinute = await this.settings.get('request_cost_per_minute');
    if (perMinute === 0 || cost === 0) return;
    const answer = spend(this.budgets.get(personId) ?? null, cost, perMinute, performance.now());
    this.budgets.delete(personId);
    this.budgets.set(personId, answer.budget);
    const oldest = this.budgets.size > MAX_PEOPLE ? this.budgets.keys().next().value : undefined;
    if (oldest !== undefined) this.budgets.delete(oldest);
    if (!answer.ok) throw rateLimited(answer.retryAfterSeconds);
  }
}
