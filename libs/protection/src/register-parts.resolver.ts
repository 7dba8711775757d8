import { Args, Context, ID, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { DataSource } from 'typeorm';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { Blobs } from '@mizan/foundation/blobs/blobs.js';
import { Clock } from '@mizan/foundation/clock.js';
import { once } from '@mizan/foundation/idempotency.js';
import { Requires, RequiresRecentProof } from '@mizan/foundation/permissions.js';
import { PeopleService } from '@mizan/identity/people.service.js';
import { Person } from '@mizan/identity/person.entity.js';
import { Platform } from '@mizan/platforms/platform.entity.js';
import { SubjectLoadersService } from '@mizan/subjects/subject-loaders.service.js';
import { Subject } from '@mizan/subjects/subject.entity.js';
import { ProtectedPerson } from './protected-person.entity.js';
import {
  ProtectedIdentifierView,
  ProtectedMatchView,
  ProtectedVerificationView,
  ProtectionRevealView,
  RevealedPerson,
  RevealReasonEnum,
} from './register.answers.js';
import { RegisterReadsService } from './register-reads.service.js';
import { RevealsService, type RevealReasonCode } from './reveals.service.js';

/** Who did what with an entry. */
@Resolver(() => ProtectedPerson)
@Requires('protection.read')
export class EntryHistoryResolver {
  constructor(
    private readonly reads: RegisterReadsService,
    private readonly people: PeopleService,
    private readonly clock: Clock,
  ) {}

  @ResolveField(() => Person, { nullable: true })
  declaredBy(@Parent() entry: ProtectedPerson, @Context() operation: object): Promise<Person | null> {
    return this.people.loadMaybe(operation, entry.declaredById);
  }

  @ResolveField(() => Person, { nullable: true })
  revokedBy(@Parent() entry: ProtectedPerson, @Context() operation: object): Promise<Person | null> {
    return this.people.loadMaybe(operation, entry.revokedById);
  }

  @ResolveField(() => [ProtectedVerificationView])
  verifications(@Parent() entry: ProtectedPerson): Promise<ProtectedVerificationView[]> {
    return this.reads.verifications(entry.id);
  }

  @ResolveField(() => [ProtectionRevealView])
  reveals(@Parent() entry: ProtectedPerson): Promise<ProtectionRevealView[]> {
    return this.reads.reveals(entry.id);
  }

  /** Why you cannot verify it now: `no_right`, `revoked`, `too_early`, `already_by_you`, `not_seen`; null = you can. */
  @ResolveField(() => String, { nullable: true })
  verifyFault(@Acting() person: ActingPerson, @Parent() entry: ProtectedPerson): Promise<string | null> {
    return this.reads.faultFor(person, entry, this.clock.now());
  }
}

@Resolver(() => ProtectedVerificationView)
@Requires('protection.read')
export class VerifierResolver {
  constructor(private readonly people: PeopleService) {}

  @ResolveField(() => Person)
  verifier(@Parent() verification: ProtectedVerificationView, @Context() operation: object): Promise<Person> {
    return this.people.load(operation, verification.verifierId);
  }
}

@Resolver(() => ProtectionRevealView)
@Requires('protection.read')
export class RevealerResolver {
  constructor(private readonly people: PeopleService) {}

  @ResolveField(() => Person)
  person(@Parent() reveal: ProtectionRevealView, @Context() operation: object): Promise<Person> {
    return this.people.load(operation, reveal.personId);
  }
}

/** Shows who an entry is, after writing down that it does. */
@Resolver(() => RevealedPerson)
@Requires('protection.reveal')
export class RevealsResolver {
  constructor(
    private readonly dataSource: DataSource,
    private readonly reveals: RevealsService,
    private readonly blobs: Blobs,
    private readonly clock: Clock,
  ) {}

  @Mutation(() => RevealedPerson)
  @RequiresRecentProof()
  async revealProtectedPerson(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('id', { type: () => ID }) id: string,
    @Args('reason', { type: () => RevealReasonEnum }) reason: RevealReasonCode,
    @Args('caseId', { type: () => ID, nullable: true }) caseId: string | null,
  ): Promise<RevealedPerson> {
    const input = { entryId: id, reason, caseId: caseId ?? null };
    await once(this.dataSource, person, 'revealProtectedPerson', key, input, (manager) =>
      this.reveals.record(manager, person, input),
    );
    const shown = await this.reveals.open(this.dataSource.manager, id);
    const { declaration } = shown.details;
    return {
      id,
      ...shown.details,
      declaration: declaration && { ...declaration, memberStates: [...declaration.memberStates] },
      identifiers: [...shown.identifiers],
      files: shown.files.map(({ sha256, ...file }) => ({
        ...file,
        link: sha256 === null ? null : this.blobs.link(sha256, this.clock.now()),
      })),
      matches: [...shown.subjects],
    };
  }
}

@Resolver(() => ProtectedIdentifierView)
@Requires('protection.reveal')
export class IdentifierPlatformResolver {
  constructor(private readonly loaders: SubjectLoadersService) {}

  @ResolveField(() => Platform, { nullable: true })
  async platform(@Parent() one: ProtectedIdentifierView, @Context() operation: object): Promise<Platform | null> {
    return one.platformId === null ? null : this.loaders.platforms.in(operation).load(one.platformId);
  }
}

@Resolver(() => ProtectedMatchView)
@Requires('protection.reveal')
export class MatchSubjectResolver {
  constructor(private readonly loaders: SubjectLoadersService) {}

  @ResolveField(() => Subject)
  subject(@Parent() match: ProtectedMatchView, @Context() operation: object): Promise<Subject | null> {
    return this.loaders.subjects.in(operation).load(match.subjectId);
  }
}
