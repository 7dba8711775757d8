import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { rows } from '@mizan/foundation/database.js';
import { DeskSettings } from '@mizan/foundation/desk-settings.service.js';
import { PoliciesService } from '@mizan/policies/policies.service.js';
import type { DeskRules } from './attach-rules.js';
import type { PriorityStep } from './case-priority-rules.js';
import type { RoutingQueue, RoutingRow } from './routing-rules.js';

/** A change of a rule holds everywhere after this long, ms. */
const RULES_MAX_AGE_MS = 1_000;

/** Routing, deadlines and priority rules, read at most once a second by each process. */
@Injectable()
export class DeskRulesService {
  private cached: { readonly at: number; readonly rules: DeskRules } | null = null;

  constructor(
    private readonly dataSource: DataSource,
    private readonly policies: PoliciesService,
    private readonly settings: DeskSettings,
  ) {}

  /** With the caller's manager no second connection is taken from the pool. */
  async current(manager: EntityManager = this.dataSource.manager): Promise<DeskRules> {
    const now = performance.now();
    if (this.cached && now - this.cached.at < RULES_MAX_AGE_MS) return this.cached.rules;
    const rules = await this.load(manager);
    this.cached = { at: now, rules };
    return rules;
  }

  /** After a change made by this process, so that its next flag already follows it. */
  forget(): void {
    this.cached = null;
  }

  private async load(manager: EntityManager): Promise<DeskRules> {
    const routing = await rows<RoutingRow>(
      manager,
      `select id, position, active, queue_id as "queueId", conditions from routing_rule order by position, id`,
    );
    const queues = await rows<RoutingQueue>(
      manager,
      'select id, kind, position, active from queue order by position, id',
    );
    const deadlines = await rows<{ source: string; minutes: number }>(
      manager,
      'select source_kind as source, minutes from deadline_rule',
    );
    const steps = await rows<{ reason: PriorityStep['reason']; at_least: string; minutes: number }>(
      manager,
      'select reason, at_least, minutes from priority_rule',
    );
    const weights = await this.policies.weights(manager);
    return {
      routing,
      queues,
      deadlines: {
        bySource: new Map(deadlines.map((row) => [row.source, row.minutes])),
        threatToLife: await this.settings.get('threat_to_life_minutes', manager),
      },
      priority: steps.map((row) => ({ reason: row.reason, atLeast: Number(row.at_least), minutes: row.minutes })),
      severities: new Map(weights.map((row) => [row.policyId, row.severityMinutes])),
    };
  }
}
