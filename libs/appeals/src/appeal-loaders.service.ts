import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { rows } from '@mizan/foundation/database.js';
import { OperationLoader } from '@mizan/foundation/operation-loader.js';
import { Flag } from '@mizan/intake/flag.entity.js';
import { PolicyVersion } from '@mizan/policies/policy-version.entity.js';
import { AppealReadsService } from './appeal-reads.service.js';
import type { AppealDisputeView, AppealRestrictionView, AppealStepView } from './appeal.answers.js';
import type { Appeal } from './appeal.entity.js';

/** Who may not work a second look, how many may, and who holds it now. */
export interface CaseStaff {
  readonly excluded: readonly string[];
  readonly eligible: readonly string[];
  readonly holder: string | null;
  readonly queueId: string;
}

/** What hangs on appeals, each list loaded once for all that an operation asks for. */
@Injectable()
export class AppealLoadersService {
  readonly restrictions = this.lists<AppealRestrictionView>(
    `select appeal_id as owner, restriction_id as "restrictionId", asked, result from appeal_restriction
     where appeal_id = any($1::uuid[]) and (asked or result is not null) order by asked desc, restriction_id`,
  );
  readonly steps = this.lists<AppealStepView>(
    `select appeal_id as owner, kind, due_at as "dueAt", done_at as "doneAt", dropped_at as "droppedAt" from appeal_step
     where appeal_id = any($1::uuid[]) order by due_at, kind`,
  );
  /** The newest first. */
  readonly disputes = this.lists<AppealDisputeView>(
    `select appeal_id as owner, id, body, reference, sent_at as "sentAt", due_at as "dueAt", outcome,
       outcome_at as "outcomeAt", implemented from appeal_dispute
     where appeal_id = any($1::uuid[]) order by sent_at desc, id desc`,
  );
  /** By case. */
  readonly staff = new OperationLoader<CaseStaff>(async (caseIds) => {
    const found = await rows<CaseStaff & { caseId: string }>(this.source.manager, STAFF, [caseIds]);
    return new Map(found.map((row) => [row.caseId, row]));
  });
  readonly ofCases = new OperationLoader<Appeal>((caseIds) => this.reads.ofCases(caseIds));
  readonly flags = new OperationLoader<Flag>(async (ids) => {
    const found = await this.source.manager.findBy(Flag, { id: In([...ids]) });
    return new Map(found.map((flag) => [flag.id, flag]));
  });
  readonly policyVersions = new OperationLoader<PolicyVersion>(async (ids) => {
    const found = await this.source.manager.findBy(PolicyVersion, { id: In([...ids]) });
    return new Map(found.map((version) => [version.id, version]));
  });

  constructor(
    private readonly source: DataSource,
    private readonly reads: AppealReadsService,
  ) {}

  private lists<Row extends object>(sql: string): OperationLoader<Row[]> {
    return new OperationLoader<Row[]>(async (ids) => {
      const lists = new Map<string, Row[]>();
      for (const row of await rows<Row & { owner: string }>(this.source.manager, sql, [ids]))
        lists.set(row.owner, [...(lists.get(row.owner) ?? []), row]);
      return lists;
    });
  }
}

/** $1 second looks. The same people as IndependenceService names, for many cases at once. */
const STAFF = `select c.id as "caseId", c.queue_id as "queueId", case when c.state = 'claimed' then c.claimed_by end as holder,
    array(select p.person_id from case_independence i join decision_participant p on p.decision_id = i.decision_id
          where i.case_id = c.id
          union
          select who.id from case_independence i join decision d on d.id = i.decision_id
          join decision_proposal o on o.case_id = d.case_id cross join lateral (values (o.proposed_by), (o.decided_by)) as who(id)
          where i.case_id = c.id and who.id is not null) as excluded,
    array(select p.id from person p where p.status = 'active' and not is_barred_from_case(c.id, p.id)
            and exists (select from queue_access a where a.queue_id = c.queue_id and (a.person_id = p.id
              or exists (select from person_role r where r.person_id = p.id and r.role = a.role)))) as eligible
  from review_case c where c.id = any($1::uuid[])`;
