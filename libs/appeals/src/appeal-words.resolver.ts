import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { ReviewCase } from '@mizan/cases/case.entity.js';
import { Restriction } from '@mizan/decisions/restriction.entity.js';
import { DecisionLoadersService } from '@mizan/decisions/decision-loaders.service.js';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { holds, Requires } from '@mizan/foundation/permissions.js';
import { PeopleService } from '@mizan/identity/people.service.js';
import { Person } from '@mizan/identity/person.entity.js';
import { AppealLoadersService } from './appeal-loaders.service.js';
import { AppealWordsService } from './appeal-words.service.js';
import { AppealFileView, AppealMessageView, AppealRestrictionView } from './appeal.answers.js';
import { Appeal } from './appeal.entity.js';
import { maskedContact, wholeContact } from './contact-mask-rules.js';

/** What a person wrote and sent. */
@Resolver(() => Appeal)
@Requires('appeal.read')
export class AppealWordsResolver {
  constructor(
    private readonly words: AppealWordsService,
    private readonly loaders: AppealLoadersService,
  ) {}

  /** What the person says; null when it was erased. */
  @ResolveField(() => String, { nullable: true })
  async reasons(appeal: Appeal, _args: unknown, operation: object): Promise<string | null> {
    return (await this.words.words.in(operation).load(appeal.id))?.reasons ?? null;
  }

  /** How they can be reached: whole for who works the case and who manages appeals, else masked. */
  @ResolveField(() => String, { nullable: true })
  async contact(
    @Acting() person: ActingPerson,
    @Parent() appeal: Appeal,
    @Context() operation: object,
  ): Promise<string | null> {
    const contact = (await this.words.words.in(operation).load(appeal.id))?.contact;
    if (!contact) return null;
    const staff = appeal.caseId === null ? null : await this.loaders.staff.in(operation).load(appeal.caseId);
    const whole = holds(person.roles, 'appeal.manage') || staff?.holder === person.id;
    return whole && !staff?.excluded.includes(person.id) ? wholeContact(contact) : maskedContact(contact);
  }

  @ResolveField(() => [AppealMessageView])
  async messages(appeal: Appeal, _args: unknown, operation: object): Promise<object[]> {
    return (await this.words.messages.in(operation).load(appeal.id)) ?? [];
  }

  @ResolveField(() => [AppealFileView])
  async files(appeal: Appeal, _args: unknown, operation: object): Promise<object[]> {
    return (await this.words.files.in(operation).load(appeal.id)) ?? [];
  }
}

@Resolver(() => AppealMessageView)
@Requires('appeal.read')
export class AppealMessagesResolver {
  constructor(private readonly people: PeopleService) {}

  @ResolveField(() => Person, { nullable: true })
  author(message: AppealMessageView, _args: unknown, operation: object): Promise<Person | null> {
    return this.people.loadMaybe(operation, message.authorId);
  }
}

@Resolver(() => AppealRestrictionView)
@Requires('appeal.read')
export class AppealRestrictionsResolver {
  constructor(private readonly decisions: DecisionLoadersService) {}

  @ResolveField(() => Restriction)
  restriction(one: AppealRestrictionView, _args: unknown, operation: object): Promise<Restriction | null> {
    return this.decisions.restrictions.in(operation).load(one.restrictionId);
  }
}

/** The appeal behind a second look. */
@Resolver(() => ReviewCase)
@Requires('case.read')
export class CaseAppealResolver {
  constructor(private readonly loaders: AppealLoadersService) {}

  @ResolveField(() => Appeal, { nullable: true })
  async appeal(
    @Acting() person: ActingPerson,
    @Parent() own: ReviewCase,
    @Context() operation: object,
  ): Promise<Appeal | null> {
    if (own.kind !== 'second_look' || !holds(person.roles, 'appeal.read')) return null;
    return this.loaders.ofCases.in(operation).load(own.id);
  }
}
