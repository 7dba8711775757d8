import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { rows } from '@mizan/foundation/database.js';

/** What routing and priority need of the policies. */
export interface PolicyWeight {
  readonly policyId: string;
  readonly category: string;
  readonly severityMinutes: number;
}

/** The rules that decisions cite. */
@Injectable()
export class PoliciesService {
  constructor(private readonly dataSource: DataSource) {}

  /** Severity and category of every policy by its current version. */
  weights(manager: EntityManager = this.dataSource.manager): Promise<PolicyWeight[]> {
    return rows(
      manager,
      `select distinct on (p.id) p.id as "policyId", p.category, v.severity_minutes as "severityMinutes"
       from policy p join policy_version v on v.policy_id = p.id order by p.id, v.n desc`,
    );
  }
}
