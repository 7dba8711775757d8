import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { AppError, invalid, notFound } from '@mizan/foundation/errors.js';
import { openFor } from './attach-rules.js';
import { noQueue } from './cases.errors.js';
import { headStartMinutes, type PriorityReason } from './case-priority-rules.js';
import { DeadlineRule, PriorityRule } from './desk-rule.entity.js';
import { DeskRulesService } from './desk-rules.service.js';
import { explainRoute, route, type RoutingConditions, type RoutingFacts, type RoutingTrial } from './routing-rules.js';
import { RoutingRule } from './routing-rule.entity.js';

export interface RoutingRuleInput {
  readonly id: string | null;
  readonly name: string;
  readonly conditions: RoutingConditions;
  readonly queueId: string;
  readonly active: boolean;
  readonly version: number | null;
}

/** Where a flag would go, and why. */
export interface RoutingAnswer {
  readonly queueId: string;
  readonly ruleId: string | null;
  readonly dueAt: Date;
  readonly headStartMinutes: number;
  readonly reasons: PriorityReason[];
  readonly tried: RoutingTrial[];
}

/** Routing rules, deadlines and priority rules as rows that supervisors change. */
@Injectable()
export class RoutingService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly audit: AuditService,
    private readonly deskRules: DeskRulesService,
  ) {}

  rules(): Promise<RoutingRule[]> {
    return this.dataSource.manager.find(RoutingRule, { order: { position: 'ASC', id: 'ASC' } });
  }

  deadlines(): Promise<DeadlineRule[]> {
    return this.dataSource.manager.find(DeadlineRule, { order: { minutes: 'ASC', sourceKind: 'ASC' } });
  }

  priorities(): Promise<PriorityRule[]> {
    return this.dataSource.manager.find(PriorityRule, { order: { reason: 'ASC', atLeast: 'ASC' } });
  }

  async rule(id: string): Promise<RoutingRule> {
    return this.dataSource.manager.findOneByOrFail(RoutingRule, { id });
  }

  /** Asks the rules as they are in this moment. The category is the policy's. Throws NO_QUEUE. */
  async test(facts: Omit<RoutingFacts, 'category'>): Promise<RoutingAnswer> {
    this.deskRules.forget();
    const rules = await this.deskRules.current();
    const [now] = await rows<{ ms: string; category: string | null }>(
      this.dataSource.manager,
      `select (extract(epoch from clock_timestamp()) * 1000)::bigint as ms,
              (select category from policy where id = $1) as category`,
      [facts.policyId],
    );
    const asked: RoutingFacts = { ...facts, category: now?.category ?? 'general' };
    const opened = openFor({ ...asked, subjectId: '', flagCount: 1, sourceIds: [''] }, Number(now?.ms), rules);
    if (!opened) throw noQueue(asked.category);
    return {
      queueId: opened.queueId,
      ruleId: route(rules.routing, rules.queues, asked)?.ruleId ?? null,
      dueAt: new Date(opened.dueAtMs),
      headStartMinutes: headStartMinutes(opened.reasons),
      reasons: opened.reasons,
      tried: explainRoute(rules.routing, rules.queues, asked),
    };
  }

  /** Makes or changes a rule; a new one is asked last. Answers its id. Throws INVALID_INPUT, NOT_FOUND, STALE_VERSION. */
  async save(manager: EntityManager, person: ActingPerson, input: RoutingRuleInput): Promise<string> {
    const name = input.name.trim();
    if (name.length < 1 || name.length > 120) throw invalid('name', 'A name has 1 to 120 characters.', { max: 120 });
    const [queue] = await rows(manager, 'select id from queue where id = $1', [input.queueId]);
    if (!queue) throw invalid('queueId', 'There is no such queue.');
    const values = [name, JSON.stringify(withoutEmpty(input.conditions)), input.queueId, input.active];
    const id = input.id ? await this.change(manager, input, values) : await this.make(manager, values);
    await this.record(manager, person, input.id ? 'routingRule.changed' : 'routingRule.created', id, {
      queueId: input.queueId,
      active: input.active,
      conditions: Object.keys(withoutEmpty(input.conditions)),
    });
    return id;
  }

  /** Sets the order in which all rules are asked. Throws INVALID_INPUT (`ids`) unless each rule is named once. */
  async order(manager: EntityManager, person: ActingPerson, ids: readonly string[]): Promise<void> {
    const all = await rows<{ id: string }>(manager, 'select id from routing_rule order by id for no key update');
    const known = new Set(all.map((row) => row.id));
    if (ids.length !== known.size || new Set(ids).size !== ids.length || ids.some((id) => !known.has(id))) {
      throw invalid('ids', 'Every rule is named once.');
    }
    await manager.query(
      `update routing_rule r set position = o.place from unnest($1::uuid[]) with ordinality as o(id, place) where r.id = o.id`,
      [ids],
    );
    await this.record(manager, person, 'routingRule.ordered', null, { ids });
  }

  /** Throws NOT_FOUND. */
  async remove(manager: EntityManager, person: ActingPerson, id: string): Promise<void> {
    const gone = await rows(manager, 'delete from routing_rule where id = $1 returning id', [id]);
    if (gone.length === 0) throw notFound('routing rule');
    await this.record(manager, person, 'routingRule.removed', id, {});
  }

  /** Holds for cases that open from now on. Throws INVALID_INPUT (`minutes`), NOT_FOUND. */
  async setDeadline(manager: EntityManager, person: ActingPerson, sourceKind: string, minutes: number): Promise<void> {
    if (minutes < 1 || minutes > 525_600) throw invalid('minutes', '1 minute to 1 year.', { max: 525_600 });
    const changed = await rows(
      manager,
      'update deadline_rule set minutes = $2 where source_kind = $1 returning source_kind',
      [sourceKind, minutes],
    );
    if (changed.length === 0) throw notFound('deadline');
    await this.record(manager, person, 'deadline.changed', null, { sourceKind, minutes });
  }

  private async make(manager: EntityManager, values: readonly unknown[]): Promise<string> {
    const [made] = await rows<{ id: string }>(
      manager,
      `insert into routing_rule (name, conditions, queue_id, active, position)
       values ($1, $2::jsonb, $3, $4, (select coalesce(max(position), 0) + 1 from routing_rule)) returning id`,
      values,
    );
    if (!made) throw new Error('The rule was not made.');
    return made.id;
  }

  private async change(manager: EntityManager, input: RoutingRuleInput, values: readonly unknown[]): Promise<string> {
    const [found] = await rows<{ id: string; version: number }>(
      manager,
      'select id, version from routing_rule where id = $1 for no key update',
      [input.id],
    );
    if (!found) throw notFound('routing rule');
    if (found.version !== input.version) {
      throw new AppError('STALE_VERSION', 'conflict', 'The rule was changed by somebody else.', {
        what: 'routing rule',
        version: found.version,
      });
    }
    await manager.query(
      `update routing_rule set name = $2, conditions = $3::jsonb, queue_id = $4, active = $5, version = version + 1
       where id = $1`,
      [found.id, ...values],
    );
    return found.id;
  }

  private async record(
    manager: EntityManager,
    person: ActingPerson,
    kind: string,
    id: string | null,
    details: Readonly<Record<string, string | number | boolean | readonly string[]>>,
  ): Promise<void> {
    await this.audit.record(manager, person, { kind, target: { kind: 'routing_rule', id }, details });
    this.deskRules.forget();
  }
}

function withoutEmpty(conditions: RoutingConditions): RoutingConditions {
  return Object.fromEntries(
    Object.entries(conditions).filter(([, value]) => (Array.isArray(value) ? value.length > 0 : Boolean(value))),
  );
}
