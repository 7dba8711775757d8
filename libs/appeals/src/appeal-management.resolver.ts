import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { DataSource } from 'typeorm';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { once } from '@mizan/foundation/idempotency.js';
import { Requires } from '@mizan/foundation/permissions.js';
import { AppealReadsService } from './appeal-reads.service.js';
import { AppealVerificationService } from './appeal-verification.service.js';
import { AppealReasonTemplate } from './appeal.answers.js';
import { Appeal, AppealOutcome, AppealVerification } from './appeal.entity.js';
import { idOf } from './appeals.inputs.js';
import { DisputesService } from './disputes.service.js';
import { InvitationsService } from './invitations.service.js';
import { ReasonTemplatesService } from './reason-templates.service.js';

/** Who appeals, who may answer, and what a body out of court decides. */
@Resolver(() => Appeal)
@Requires('appeal.manage')
export class AppealManagementResolver {
  constructor(
    private readonly source: DataSource,
    private readonly reads: AppealReadsService,
    private readonly verification: AppealVerificationService,
    private readonly invitations: InvitationsService,
    private readonly disputes: DisputesService,
  ) {}

  @Mutation(() => Appeal)
  @Requires('appeal.work')
  async verifyAppellant(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('appealId', { type: () => ID }) appealId: string,
    @Args('by', { type: () => AppealVerification }) by: AppealVerification,
  ): Promise<Appeal> {
    const { id } = await this.reads.get(person, appealId);
    await once(this.source, person, 'verifyAppellant', key, { appealId, by }, async (manager) => {
      await this.verification.verify(manager, person, id, by);
      return true;
    });
    return this.reads.get(person, id);
  }

  @Mutation(() => Appeal)
  async inviteOutsideHandler(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('appealId', { type: () => ID }) appealId: string,
    @Args('personId', { type: () => ID }) personId: string,
  ): Promise<Appeal> {
    const { id } = await this.reads.get(person, appealId);
    await once(this.source, person, 'inviteOutsideHandler', key, { appealId, personId }, async (manager) => {
      await this.invitations.invite(manager, person, id, idOf(personId, 'personId'));
      return true;
    });
    return this.reads.get(person, id);
  }

  @Mutation(() => Appeal)
  async recordDispute(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('appealId', { type: () => ID }) appealId: string,
    @Args('body', { type: () => String }) body: string,
    @Args('reference', { type: () => String, nullable: true }) reference: string | null,
    @Args('sentAt', { type: () => Date }) sentAt: Date,
    @Args('dueAt', { type: () => Date, nullable: true }) dueAt: Date | null,
  ): Promise<Appeal> {
    const { id } = await this.reads.get(person, appealId);
    const sent = { body, reference: reference ?? null, sentAt, dueAt: dueAt ?? null };
    await once(this.source, person, 'recordDispute', key, { appealId, ...sent }, (manager) =>
      this.disputes.record(manager, person, id, sent),
    );
    return this.reads.get(person, id);
  }

  @Mutation(() => Appeal)
  async recordDisputeOutcome(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('disputeId', { type: () => ID }) disputeId: string,
    @Args('outcome', { type: () => AppealOutcome }) outcome: AppealOutcome,
    @Args('outcomeAt', { type: () => Date }) outcomeAt: Date,
    @Args('implemented', { type: () => Boolean, nullable: true }) implemented: boolean | null,
  ): Promise<Appeal> {
    const told = { outcome, outcomeAt, implemented: implemented ?? null };
    const appealId = await once(this.source, person, 'recordDisputeOutcome', key, { disputeId, ...told }, (manager) =>
      this.disputes.conclude(manager, person, idOf(disputeId, 'disputeId'), told),
    );
    return this.reads.get(person, appealId);
  }
}

/** Words to the person that handlers begin from. */
@Resolver(() => AppealReasonTemplate)
@Requires('appeal.read')
export class ReasonTemplatesResolver {
  constructor(
    private readonly source: DataSource,
    private readonly templates: ReasonTemplatesService,
  ) {}

  @Query(() => [AppealReasonTemplate])
  appealReasonTemplates(
    @Args('language', { type: () => String, nullable: true }) language: string | null,
    @Args('outcome', { type: () => AppealOutcome, nullable: true }) outcome: AppealOutcome | null,
  ): Promise<AppealReasonTemplate[]> {
    return this.templates.list(language ?? null, outcome ?? null);
  }

  @Mutation(() => AppealReasonTemplate)
  @Requires('appeal.manage')
  async saveAppealReasonTemplate(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('id', { type: () => ID, nullable: true }) id: string | null,
    @Args('version', { type: () => Int, nullable: true }) version: number | null,
    @Args('outcome', { type: () => AppealOutcome }) outcome: AppealOutcome,
    @Args('language', { type: () => String }) language: string,
    @Args('title', { type: () => String }) title: string,
    @Args('body', { type: () => String }) body: string,
    @Args('active', { type: () => Boolean }) active: boolean,
  ): Promise<AppealReasonTemplate> {
    const draft = {
      id: id ? idOf(id, 'id') : null,
      version: version ?? null,
      outcome,
      language,
      title,
      body,
      active,
    };
    const saved = await once(this.source, person, 'saveAppealReasonTemplate', key, draft, (manager) =>
      this.templates.save(manager, person, draft),
    );
    return this.templates.get(saved);
  }
}
