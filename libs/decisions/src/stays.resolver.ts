import { Args, ID, Int, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { DataSource } from 'typeorm';
import { CaseReadsService } from '@mizan/cases/case-reads.service.js';
import { CaseKind, ReviewCase } from '@mizan/cases/case.entity.js';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { once } from '@mizan/foundation/idempotency.js';
import { Requires } from '@mizan/foundation/permissions.js';
import { DecisionProposal } from './decision-proposal.entity.js';
import { Decision } from './decision.entity.js';
import { MediaRepliesService } from './media-replies.service.js';
import { MediaReply } from './media-reply.entity.js';
import { ProtectiveStay } from './protective-stay.entity.js';
import { StayReadsService } from './stay-reads.service.js';

/** What the review of a stay shows besides the case. */
@Resolver(() => ReviewCase)
@Requires('case.read')
export class StayCaseResolver {
  constructor(
    private readonly source: DataSource,
    private readonly reads: StayReadsService,
    private readonly media: MediaRepliesService,
    private readonly cases: CaseReadsService,
  ) {}

  @ResolveField(() => DecisionProposal, { nullable: true })
  stayedDraft(@Acting() person: ActingPerson, @Parent() own: ReviewCase): Promise<DecisionProposal | null> | null {
    return own.kind === CaseKind.stay ? this.reads.stayedDraft(person, own.id) : null;
  }

  @ResolveField(() => MediaReply, { nullable: true })
  mediaReply(@Acting() person: ActingPerson, @Parent() own: ReviewCase): Promise<MediaReply | null> | null {
    return own.kind === CaseKind.stay ? this.reads.mediaReply(person, own.id) : null;
  }

  @Mutation(() => ReviewCase)
  @Requires('protection.decide')
  async recordMediaReply(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('caseId', { type: () => ID }) caseId: string,
    @Args('text', { type: () => String }) text: string,
  ): Promise<ReviewCase> {
    await this.cases.get(person, caseId);
    await once(this.source, person, 'recordMediaReply', key, { caseId, text }, async (manager) => {
      await this.media.record(manager, person, caseId, text);
      return true;
    });
    return this.cases.get(person, caseId);
  }

  @Mutation(() => ReviewCase)
  @Requires('protection.decide')
  async shortenMediaReply(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('caseId', { type: () => ID }) caseId: string,
    @Args('hours', { type: () => Int }) hours: number,
    @Args('reason', { type: () => String }) reason: string,
  ): Promise<ReviewCase> {
    await this.cases.get(person, caseId);
    await once(this.source, person, 'shortenMediaReply', key, { caseId, hours, reason }, async (manager) => {
      await this.media.shorten(manager, person, caseId, hours, reason);
      return true;
    });
    return this.cases.get(person, caseId);
  }
}

@Resolver(() => MediaReply)
@Requires('protection.decide')
export class MediaReplyResolver {
  constructor(
    private readonly source: DataSource,
    private readonly media: MediaRepliesService,
  ) {}

  /** Null when nothing was said, or it was erased. */
  @ResolveField(() => String, { nullable: true })
  text(@Parent() reply: MediaReply): Promise<string | null> {
    return this.media.textOf(this.source.manager, reply.id);
  }
}

/** Whom a decision went ahead without, by reference alone. */
@Resolver(() => Decision)
@Requires('decision.read')
export class LeftOutResolver {
  constructor(private readonly reads: StayReadsService) {}

  @ResolveField(() => [ProtectiveStay])
  leftOut(@Acting() person: ActingPerson, @Parent() decision: Decision): Promise<ProtectiveStay[]> {
    return this.reads.leftOutOf(person, decision.id);
  }
}

/** The same of a proposal. */
@Resolver(() => DecisionProposal)
@Requires('decision.read')
export class ProposedLeftOutResolver {
  constructor(private readonly reads: StayReadsService) {}

  @ResolveField(() => [ProtectiveStay])
  leftOut(@Acting() person: ActingPerson, @Parent() proposal: DecisionProposal): Promise<ProtectiveStay[]> {
    return this.reads.leftOutOfProposal(person, proposal.id);
  }
}
