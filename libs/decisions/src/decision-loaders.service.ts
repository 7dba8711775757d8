import { Injectable } from '@nestjs/common';
import { DataSource, In, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { CaseReadsService } from '@mizan/cases/case-reads.service.js';
import type { ReviewCase } from '@mizan/cases/case.entity.js';
import { rows } from '@mizan/foundation/database.js';
import { OperationLoader } from '@mizan/foundation/operation-loader.js';
import { CollateralFinding } from './collateral-finding.entity.js';
import { Decision } from './decision.entity.js';
import { DecisionParticipant } from './decision-participant.entity.js';
import { DecisionProposal } from './decision-proposal.entity.js';
import { DecisionSubject } from './decision-subject.entity.js';
import { DecisionUndo } from './decision-undo.entity.js';
import { PlatformOrder } from './platform-order.entity.js';
import { Restriction } from './restriction.entity.js';
import { RestrictionCover } from './restriction-cover.entity.js';

/** Decisions and what hangs on them, each list loaded once for all that an operation (its GraphQL context) asks for. */
@Injectable()
export class DecisionLoadersService {
  readonly decisions = this.one(Decision, 'id');
  readonly undos = this.one(DecisionUndo, 'decisionId');
  readonly restrictions = this.one(Restriction, 'id');
  readonly participants = this.many(DecisionParticipant, 'decisionId', { role: 'ASC', personId: 'ASC' });
  readonly subjects = this.many(DecisionSubject, 'decisionId', { subjectId: 'ASC' });
  readonly findings = this.many(CollateralFinding, 'decisionId', { id: 'ASC' });
  readonly orders = this.many(PlatformOrder, 'decisionId', { createdAt: 'ASC', id: 'ASC' });
  readonly ordersOfRestriction = this.many(PlatformOrder, 'restrictionId', { createdAt: 'ASC', id: 'ASC' });
  readonly covers = this.many(RestrictionCover, 'restrictionId', { createdAt: 'ASC', decisionId: 'ASC' });
  readonly corrections = this.many(Decision, 'correctsDecisionId', { decidedAt: 'ASC' });
  readonly pendingProposals = new OperationLoader<DecisionProposal>(async (caseIds) => {
    const states: DecisionProposal['state'][] = ['stayed', 'pending'];
    const found = await this.source.manager.find(DecisionProposal, {
      where: { caseId: In([...caseIds]), state: In(states) },
      order: { state: 'DESC' },
    });
    return new Map(found.map((proposal) => [proposal.caseId, proposal]));
  });
  /** Restrictions that a decision covers or covered. */
  readonly covered = new OperationLoader<Restriction[]>(async (ids) => {
    const pairs = await rows<{ owner: string; id: string }>(
      this.source.manager,
      `select decision_id as owner, restriction_id as id from restriction_cover where decision_id = any($1::uuid[])`,
      [ids],
    );
    const found = await this.source.manager.find(Restriction, {
      where: { id: In(pairs.map((pair) => pair.id)) },
      order: { measure: 'ASC', id: 'ASC' },
    });
    return grouped(
      found.flatMap((each) => pairs.filter((pair) => pair.id === each.id).map((pair) => [pair.owner, each] as const)),
    );
  });
  /** Decisions some of whose covers this one ended, or which it corrects. */
  readonly reverses = this.linked(
    `select distinct ended_by_decision_id as owner, decision_id as id from restriction_cover where ended_by_decision_id = any($1::uuid[])
     union select id, corrects_decision_id from decision where id = any($1::uuid[]) and corrects_decision_id is not null`,
  );
  readonly reversedBy = this.linked(
    `select distinct decision_id as owner, ended_by_decision_id as id from restriction_cover
     where decision_id = any($1::uuid[]) and ended_by_decision_id is not null
     union select n.corrects_decision_id, n.id from decision n where n.corrects_decision_id = any($1::uuid[])
       and not exists (select from decision_undo u where u.decision_id = n.id)`,
  );
  /** Ids of the evidence that a decision cites. */
  readonly evidence = new OperationLoader<string[]>(async (ids) => {
    const cited = await rows<{ owner: string; id: string }>(
      this.source.manager,
      `select decision_id as owner, evidence_id as id from decision_evidence where decision_id = any($1::uuid[]) order by evidence_id`,
      [ids],
    );
    return grouped(cited.map((row) => [row.owner, row.id] as const));
  });

  /** Cases that a decision which may be seen speaks of. */
  readonly cases = new OperationLoader<ReviewCase>((ids) => this.caseReads.afterSteps(ids));

  constructor(
    private readonly source: DataSource,
    private readonly caseReads: CaseReadsService,
  ) {}

  /** `pairs`: owner and id of a decision, both columns so named. */
  private linked(pairs: string): OperationLoader<Decision[]> {
    return new OperationLoader<Decision[]>(async (ids) => {
      const found = await rows<{ owner: string; id: string }>(this.source.manager, pairs, [ids]);
      const decisions = new Map(
        (await this.source.manager.findBy(Decision, { id: In(found.map((pair) => pair.id)) })).map((each) => [
          each.id,
          each,
        ]),
      );
      return grouped(
        found.flatMap((pair) => {
          const decision = decisions.get(pair.id);
          return decision ? [[pair.owner, decision] as const] : [];
        }),
      );
    });
  }

  private one<Row extends ObjectLiteral>(entity: EntityTarget<Row>, key: keyof Row & string): OperationLoader<Row> {
    return new OperationLoader<Row>(async (ids) => {
      const found = await this.select(entity, key, ids).getMany();
      return new Map(found.map((row) => [String(row[key]), row]));
    });
  }

  private many<Row extends ObjectLiteral>(
    entity: EntityTarget<Row>,
    key: keyof Row & string,
    order: Readonly<Record<string, 'ASC' | 'DESC'>>,
  ): OperationLoader<Row[]> {
    return new OperationLoader<Row[]>(async (ids) => {
      const query = this.select(entity, key, ids);
      for (const [column, direction] of Object.entries(order)) query.addOrderBy(`row.${column}`, direction);
      return grouped((await query.getMany()).map((row) => [String(row[key]), row] as const));
    });
  }

  private select<Row extends ObjectLiteral>(entity: EntityTarget<Row>, key: string, ids: readonly string[]) {
    return this.source.manager.createQueryBuilder(entity, 'row').where(`row.${key} in (:...ids)`, { ids });
  }
}

function grouped<Value>(pairs: readonly (readonly [string, Value])[]): Map<string, Value[]> {
  const lists = new Map<string, Value[]>();
  for (const [owner, value] of pairs) {
    const list = lists.get(owner) ?? [];
    list.push(value);
    lists.set(owner, list);
  }
  return lists;
}
