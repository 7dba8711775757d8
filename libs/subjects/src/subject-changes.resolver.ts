import { Args, Context, ID, Int, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { Requires } from '@mizan/foundation/permissions.js';
import { PeopleService } from '@mizan/identity/people.service.js';
import { Person } from '@mizan/identity/person.entity.js';
import { Note } from './note.entity.js';
import { SubjectLoadersService } from './subject-loaders.service.js';
import { SubjectMerge } from './subject-merge.entity.js';
import { SubjectMergesService } from './subject-merges.service.js';
import { SubjectNotesService } from './subject-notes.service.js';
import { Subject } from './subject.entity.js';
import { SubjectsService } from './subjects.service.js';

@Resolver(() => SubjectMerge)
@Requires('subject.merge')
export class SubjectChangesResolver {
  constructor(
    private readonly subjects: SubjectsService,
    private readonly merges: SubjectMergesService,
    private readonly notes: SubjectNotesService,
    private readonly people: PeopleService,
    private readonly loaders: SubjectLoadersService,
  ) {}

  @Mutation(() => Note)
  @Requires('subject.note')
  addSubjectNote(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('subjectId', { type: () => ID }) subjectId: string,
    @Args('text', { type: () => String }) text: string,
  ): Promise<Note> {
    return this.notes.add(person, key, subjectId, text);
  }

  @Mutation(() => Subject)
  async mergeSubjects(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('fromId', { type: () => ID }) fromId: string,
    @Args('intoId', { type: () => ID }) intoId: string,
    @Args('fromVersion', { type: () => Int }) fromVersion: number,
    @Args('intoVersion', { type: () => Int }) intoVersion: number,
  ): Promise<Subject> {
    return this.subjects.get(await this.merges.merge(person, key, { fromId, intoId, fromVersion, intoVersion }));
  }

  @Mutation(() => Subject)
  async splitSubject(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('mergeId', { type: () => ID }) mergeId: string,
  ): Promise<Subject> {
    return this.subjects.get(await this.merges.split(person, key, mergeId));
  }

  @ResolveField(() => Subject)
  @Requires('subject.read')
  from(@Parent() merge: SubjectMerge, @Context() operation: object): Promise<Subject | null> {
    return this.loaders.subjects.in(operation).load(merge.fromSubjectId);
  }

  /** Null = the desk itself. */
  @ResolveField(() => Person, { nullable: true })
  @Requires('subject.read')
  mergedBy(@Parent() merge: SubjectMerge, @Context() operation: object): Promise<Person | null> {
    return this.people.loadMaybe(operation, merge.mergedByPerson);
  }
}
