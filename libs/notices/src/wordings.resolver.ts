import { Inject } from '@nestjs/common';
import { Args, Context, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { DataSource } from 'typeorm';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { CONFIG, type Config } from '@mizan/foundation/config.js';
import { once } from '@mizan/foundation/idempotency.js';
import { Requires } from '@mizan/foundation/permissions.js';
import { PeopleService } from '@mizan/identity/people.service.js';
import { Person } from '@mizan/identity/person.entity.js';
import { NoticePlaceholder, NoticePreview, NoticeWordingAnswer, NoticeWordingVersionAnswer } from './notice.answers.js';
import { NOTICE_KINDS, NOTICE_LANGUAGES, PLACEHOLDERS } from './notice-kinds.js';
import { NoticeKindCode, NoticeLanguageCode } from './notice.entity.js';
import { sampleValues } from './sample-values.js';
import { fill, wordingFaults } from './template-rules.js';
import { WordingsService } from './wordings.service.js';

/** The words of notices, by kind and language, and changing them. */
@Resolver(() => NoticeWordingAnswer)
@Requires('notice.read')
export class WordingsResolver {
  constructor(
    private readonly source: DataSource,
    private readonly wordings: WordingsService,
    @Inject(CONFIG) private readonly config: Pick<Config, 'PUBLIC_URL'>,
  ) {}

  @Query(() => [NoticeWordingAnswer])
  async noticeWordings(): Promise<NoticeWordingAnswer[]> {
    const changed = await this.wordings.changed();
    return NOTICE_KINDS.flatMap((kind) =>
      NOTICE_LANGUAGES.map((language) => {
        const newest = changed.get(`${kind} ${language}`);
        return {
          kind: NoticeKindCode[kind],
          language: NoticeLanguageCode[language],
          version: newest?.version ?? 0,
          writtenAt: newest?.writtenAt ?? null,
        };
      }),
    );
  }

  @Query(() => NoticeWordingAnswer)
  async noticeWording(
    @Args('kind', { type: () => NoticeKindCode }) kind: NoticeKindCode,
    @Args('language', { type: () => NoticeLanguageCode }) language: NoticeLanguageCode,
  ): Promise<NoticeWordingAnswer> {
    const { version, writtenAt } = await this.wordings.current(kind, language);
    return { kind, language, version, writtenAt };
  }

  /** Newest first; the last is the one the desk was shipped with. */
  @ResolveField(() => [NoticeWordingVersionAnswer])
  versions(@Parent() wording: NoticeWordingAnswer): Promise<NoticeWordingVersionAnswer[]> {
    return this.wordings.versions(wording.kind, wording.language);
  }

  @ResolveField(() => [NoticePlaceholder])
  placeholders(@Parent() wording: NoticeWordingAnswer): NoticePlaceholder[] {
    const samples = this.samples(wording.kind, wording.language);
    return Object.entries(PLACEHOLDERS[wording.kind]).map(([name, { required }]) => ({
      name,
      required,
      sample: samples[name] ?? '',
    }));
  }

  /** With invented values. A wording that could not be used is shown as far as it goes. */
  @Query(() => NoticePreview)
  previewNoticeWording(
    @Args('kind', { type: () => NoticeKindCode }) kind: NoticeKindCode,
    @Args('language', { type: () => NoticeLanguageCode }) language: NoticeLanguageCode,
    @Args('subjectLine', { type: () => String }) subjectLine: string,
    @Args('body', { type: () => String }) body: string,
  ): NoticePreview {
    const faults = wordingFaults(kind, { subjectLine, body });
    const samples = this.samples(kind, language);
    const unknown = faults.flatMap(({ code, placeholder }) =>
      code === 'unknown_placeholder' && placeholder !== null ? [[placeholder, `{${placeholder}}`] as const] : [],
    );
    const values = { ...samples, ...Object.fromEntries(unknown) };
    return { subjectLine: fill(subjectLine, values), body: fill(body, values), faults };
  }

  @Mutation(() => NoticeWordingAnswer)
  @Requires('notice.manage')
  async saveNoticeWording(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('kind', { type: () => NoticeKindCode }) kind: NoticeKindCode,
    @Args('language', { type: () => NoticeLanguageCode }) language: NoticeLanguageCode,
    @Args('basedOn', { type: () => Int }) basedOn: number,
    @Args('subjectLine', { type: () => String }) subjectLine: string,
    @Args('body', { type: () => String }) body: string,
  ): Promise<NoticeWordingAnswer> {
    const input = { kind, language, basedOn, subjectLine, body };
    await once(this.source, person, 'saveNoticeWording', key, input, (manager) =>
      this.wordings.save(manager, person, input),
    );
    return this.noticeWording(kind, language);
  }

  private samples(kind: NoticeKindCode, language: NoticeLanguageCode): Record<string, string> {
    return sampleValues(kind, language, this.config.PUBLIC_URL.replace(/\/+$/, ''));
  }
}

@Resolver(() => NoticeWordingVersionAnswer)
@Requires('notice.read')
export class WordingVersionsResolver {
  constructor(private readonly people: PeopleService) {}

  @ResolveField(() => Person, { nullable: true })
  writtenBy(@Parent() version: NoticeWordingVersionAnswer, @Context() operation: object): Promise<Person> | null {
    return version.writtenBy === null ? null : this.people.load(operation, version.writtenBy);
  }
}
