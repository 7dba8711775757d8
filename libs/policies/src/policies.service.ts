import { Injectable } from '@nestjs/common';
import { DataSource, In, type EntityManager } from 'typeorm';
import { rows } from '@mizan/foundation/database.js';
import { notFound } from '@mizan/foundation/errors.js';
import { Measure } from './measure.entity.js';
import { PolicyVersion } from './policy-version.entity.js';
import { Policy } from './policy.entity.js';

export { checkTexts, textIn } from './texts-rules.js';

/** What routing and priority need of the policies. */
export interface PolicyWeight {
  readonly policyId: string;
  readonly code: string;
  readonly category: string;
  readonly active: boolean;
  readonly severityMinutes: number;
}

/** Reading the rules that decisions cite. */
@Injectable()
export class PoliciesService {
  constructor(private readonly dataSource: DataSource) {}

  measures(manager: EntityManager = this.dataSource.manager): Promise<Measure[]> {
    return manager.find(Measure, { order: { position: 'ASC' } });
  }

  list(activeOnly = false): Promise<Policy[]> {
    return this.dataSource.manager.find(Policy, {
      where: activeOnly ? { active: true } : {},
      order: { position: 'ASC', code: 'ASC' },
    });
  }

  /** Throws NOT_FOUND. */
  async get(id: string, manager: EntityManager = this.dataSource.manager): Promise<Policy> {
    const policy = await manager.findOneBy(Policy, { id });
    if (!policy) throw notFound('policy');
    return policy;
  }

  async byIds(ids: readonly string[]): Promise<Map<string, Policy>> {
    const found = await this.dataSource.manager.findBy(Policy, { id: In([...ids]) });
    return new Map(found.map((policy) => [policy.id, policy]));
  }

  async versionsByIds(ids: readonly string[]): Promise<Map<string, PolicyVersion>> {
    const found = await this.dataSource.manager.findBy(PolicyVersion, { id: In([...ids]) });
    return new Map(found.map((version) => [version.id, version]));
  }

  /** Every version of each policy, the newest first. */
  async versionsOf(
    policyIds: readonly string[],
    manager: EntityManager = this.dataSource.manager,
  ): Promise<Map<string, PolicyVersion[]>> {
    const found = await manager.find(PolicyVersion, { where: { policyId: In([...policyIds]) }, order: { n: 'DESC' } });
    const lists = new Map<string, PolicyVersion[]>();
    for (const version of found) lists.set(version.policyId, [...(lists.get(version.policyId) ?? []), version]);
    return lists;
  }

  /** Severity and category of every policy by its current version. */
  weights(manager: EntityManager = this.dataSource.manager): Promise<PolicyWeight[]> {
    return rows(
      manager,
      `select distinct on (p.id) p.id as "policyId", p.code, p.category, p.active, v.severity_minutes as "severityMinutes"
       from policy p join policy_version v on v.policy_id = p.id order by p.id, v.n desc`,
    );
  }
}
