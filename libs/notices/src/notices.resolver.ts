import { Args, Context, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { DataSource } from 'typeorm';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { once } from '@mizan/foundation/idempotency.js';
import { Requires } from '@mizan/foundation/permissions.js';
import { Platform } from '@mizan/platforms/platform.entity.js';
import { SubjectLoadersService } from '@mizan/subjects/subject-loaders.service.js';
import { Subject } from '@mizan/subjects/subject.entity.js';
import { NoticeFilterInput, NoticePage, NoticeWordsAnswer } from './notice.answers.js';
import { Notice } from './notice.entity.js';
import { noticePage } from './notice-page-rules.js';
import { NoticeReadsService, type NoticeWords } from './notice-reads.service.js';
import { NoticeStepsService } from './notice-steps.service.js';

/** What people outside were told, and what is done about what did not arrive. */
@Resolver(() => Notice)
@Requires('notice.read')
export class NoticesResolver {
  constructor(
    private readonly source: DataSource,
    private readonly reads: NoticeReadsService,
    private readonly steps: NoticeStepsService,
    private readonly known: SubjectLoadersService,
  ) {}

  @Query(() => NoticePage)
  notices(
    @Acting() person: ActingPerson,
    @Args('filter', { type: () => NoticeFilterInput, nullable: true }) filter: NoticeFilterInput | null,
    @Args('first', { type: () => Int, nullable: true }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<NoticePage> {
    return this.reads.list(person, filter ?? {}, first, after);
  }

  @Query(() => Notice)
  notice(@Acting() person: ActingPerson, @Args('id', { type: () => ID }) id: string): Promise<Notice> {
    return this.reads.get(person, id);
  }

  @ResolveField(() => Platform)
  platform(@Parent() notice: Notice, @Context() operation: object): Promise<Platform | null> {
    return this.known.platforms.in(operation).load(notice.platformId);
  }

  @ResolveField(() => Subject, { nullable: true })
  subject(@Parent() notice: Notice, @Context() operation: object): Promise<Subject | null> | null {
    return notice.subjectId === null ? null : this.known.subjects.in(operation).load(notice.subjectId);
  }

  /** Its words without the one-time reference; null when they were erased. Reading them is recorded. */
  @ResolveField(() => NoticeWordsAnswer, { nullable: true })
  async words(@Acting() person: ActingPerson, @Parent() notice: Notice): Promise<NoticeWordsAnswer | null> {
    return answer(notice, await this.reads.words(person, notice));
  }

  /** The whole text, to be handed over by other ways, when it could not be delivered. Recorded. */
  @Mutation(() => NoticeWordsAnswer, { nullable: true })
  @Requires('notice.manage')
  async takeOutNotice(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<NoticeWordsAnswer | null> {
    const notice = await this.reads.get(person, id);
    await once(this.source, person, 'takeOutNotice', key, { id }, async (manager) => {
      await this.steps.takeOut(manager, person, id);
      return true;
    });
    return answer(notice, await this.reads.opened(notice));
  }

  @Mutation(() => Notice)
  @Requires('notice.manage')
  async resendNotice(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('id', { type: () => ID }) id: string,
    @Args('address', { type: () => String, nullable: true }) address: string | null,
  ): Promise<Notice> {
    await this.reads.get(person, id);
    await once(this.source, person, 'resendNotice', key, { id, address }, async (manager) => {
      await this.steps.resend(manager, person, id, address);
      return true;
    });
    return this.reads.get(person, id);
  }

  @Mutation(() => Notice)
  @Requires('notice.manage')
  async recordNoticeHandedOver(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<Notice> {
    await this.reads.get(person, id);
    await once(this.source, person, 'recordNoticeHandedOver', key, { id }, async (manager) => {
      await this.steps.handOver(manager, person, id);
      return true;
    });
    return this.reads.get(person, id);
  }
}

function answer(notice: Notice, words: NoticeWords | null): NoticeWordsAnswer | null {
  return words && { ...words, page: noticePage(notice.language, words.subjectLine, words.body) };
}
