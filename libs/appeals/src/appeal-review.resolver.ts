import { Context, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { DataSource, In } from 'typeorm';
import { QueueAccessService } from '@mizan/cases/queue-access.service.js';
import { DecisionLoadersService } from '@mizan/decisions/decision-loaders.service.js';
import { Decision } from '@mizan/decisions/decision.entity.js';
import { Restriction } from '@mizan/decisions/restriction.entity.js';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { holds, Requires } from '@mizan/foundation/permissions.js';
import { PeopleService } from '@mizan/identity/people.service.js';
import { Person } from '@mizan/identity/person.entity.js';
import { NoticeReadsService } from '@mizan/notices/notice-reads.service.js';
import { Notice } from '@mizan/notices/notice.entity.js';
import { AppealLoadersService } from './appeal-loaders.service.js';
import { AppealReadsService } from './appeal-reads.service.js';
import { AppealDisputeView, AppealRestrictionView, AppealStepView, CascadeEffect } from './appeal.answers.js';
import { Appeal } from './appeal.entity.js';
import { CascadeService } from './cascade.service.js';

/** How an appeal stands: what it waits for, who may work it, what was told. */
@Resolver(() => Appeal)
@Requires('appeal.read')
export class AppealStandingResolver {
  constructor(
    private readonly loaders: AppealLoadersService,
    private readonly people: PeopleService,
    private readonly access: QueueAccessService,
    private readonly told: NoticeReadsService,
  ) {}

  @ResolveField(() => [AppealRestrictionView])
  async restrictions(appeal: Appeal, _args: unknown, operation: object): Promise<object[]> {
    return (await this.loaders.restrictions.in(operation).load(appeal.id)) ?? [];
  }

  @ResolveField(() => [AppealStepView])
  async steps(appeal: Appeal, _args: unknown, operation: object): Promise<object[]> {
    return (await this.loaders.steps.in(operation).load(appeal.id)) ?? [];
  }

  /** The latest dispute out of court. */
  @ResolveField(() => AppealDisputeView, { nullable: true })
  async dispute(appeal: Appeal, _args: unknown, operation: object): Promise<object | null> {
    return (await this.loaders.disputes.in(operation).load(appeal.id))?.[0] ?? null;
  }

  /** Everybody who may not work it, because they had a part in what was decided. */
  @ResolveField(() => [Person])
  async excludedPeople(appeal: Appeal, _args: unknown, operation: object): Promise<Person[]> {
    const ids = (await this.staff(appeal, operation))?.excluded ?? [];
    return Promise.all(ids.map((id) => this.people.load(operation, id)));
  }

  /** How many people could work it today. */
  @ResolveField(() => Int)
  async eligibleHandlerCount(appeal: Appeal, _args: unknown, operation: object): Promise<number> {
    return (await this.staff(appeal, operation))?.eligible.length ?? 0;
  }

  /** True when this very person may take it and answer it. */
  @ResolveField(() => Boolean)
  async mayWork(
    @Acting() person: ActingPerson,
    @Parent() appeal: Appeal,
    @Context() operation: object,
  ): Promise<boolean> {
    const staff = await this.staff(appeal, operation);
    if (!staff || !holds(person.roles, 'appeal.work') || staff.excluded.includes(person.id)) return false;
    return (await this.access.workableQueueIds(person)).includes(staff.queueId);
  }

  /** Shown only to those who decide about the protected; false for everybody else. */
  @ResolveField(() => Boolean)
  registerClass(@Acting() person: ActingPerson, @Parent() appeal: Appeal): boolean {
    return appeal.standsInRegister && holds(person.roles, 'protection.decide');
  }

  @ResolveField(() => [Notice])
  async notices(@Acting() person: ActingPerson, @Parent() appeal: Appeal): Promise<Notice[]> {
    if (!holds(person.roles, 'notice.read')) return [];
    return this.told.about(person, { kind: 'appeal', id: appeal.id });
  }

  private staff(appeal: Appeal, operation: object) {
    return appeal.caseId === null ? null : this.loaders.staff.in(operation).load(appeal.caseId);
  }
}

/** What an appeal is compared with, and what its answer reached. */
@Resolver(() => Appeal)
@Requires('appeal.read')
export class AppealReachResolver {
  constructor(
    private readonly source: DataSource,
    private readonly reads: AppealReadsService,
    private readonly access: QueueAccessService,
    private readonly decisions: DecisionLoadersService,
    private readonly cascading: CascadeService,
  ) {}

  /** Other appeals about the same subject. */
  @ResolveField(() => [Appeal])
  history(@Acting() person: ActingPerson, @Parent() appeal: Appeal): Promise<Appeal[]> {
    return this.reads.history(person, appeal);
  }

  /** Answered appeals like it. */
  @ResolveField(() => [Appeal])
  precedents(@Acting() person: ActingPerson, @Parent() appeal: Appeal): Promise<Appeal[]> {
    return this.reads.precedents(person, appeal);
  }

  /** Standing decisions that may be the same mistake. */
  @ResolveField(() => [Decision])
  async siblings(@Acting() person: ActingPerson, @Parent() appeal: Appeal): Promise<Decision[]> {
    const ids = await this.cascading.siblings(this.source.manager, appeal.decisionId);
    if (ids.length === 0) return [];
    return this.source.manager
      .createQueryBuilder(Decision, 'd')
      .where({ id: In(ids) })
      .andWhere('exists (select from review_case c where c.id = d.case_id and c.queue_id = any(:queues))', {
        queues: await this.access.visibleQueueIds(person),
      })
      .orderBy('d.decidedAt', 'DESC')
      .getMany();
  }

  /** What the appealed decision still holds on the person and on what fell with them; empty is the proof. */
  @ResolveField(() => [Restriction])
  async residual(appeal: Appeal, _args: unknown, operation: object): Promise<Restriction[]> {
    const ids = await this.cascading.residual(this.source.manager, appeal);
    const found = await Promise.all(ids.map((id) => this.decisions.restrictions.in(operation).load(id)));
    return found.filter((one) => one !== null);
  }

  /** The very statement by which `residual` asks the database. */
  @ResolveField(() => String)
  residualQuery(appeal: Appeal): string {
    return this.cascading.residualQuery(appeal);
  }

  @ResolveField(() => [CascadeEffect])
  async cascade(appeal: Appeal): Promise<object[]> {
    return this.cascading.effects(this.source.manager, appeal.id);
  }
}
