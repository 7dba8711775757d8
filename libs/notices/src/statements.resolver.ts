import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Decision } from '@mizan/decisions/decision.entity.js';
import { DecisionLoadersService } from '@mizan/decisions/decision-loaders.service.js';
import { Restriction } from '@mizan/decisions/restriction.entity.js';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { AppError } from '@mizan/foundation/errors.js';
import { Requires } from '@mizan/foundation/permissions.js';
import { SubjectLoadersService } from '@mizan/subjects/subject-loaders.service.js';
import { Subject } from '@mizan/subjects/subject.entity.js';
import { Notice } from './notice.entity.js';
import { NoticeReadsService } from './notice-reads.service.js';
import { Statement } from './statement.entity.js';
import { StatementReadsService } from './statement-reads.service.js';

/** Statements of reasons of a decision, one for each subject it restricts. */
@Resolver(() => Decision)
@Requires('notice.read')
export class DecisionStatementsResolver {
  constructor(private readonly reads: StatementReadsService) {}

  @ResolveField(() => [Statement])
  async statements(@Parent() decision: Decision, @Context() operation: object): Promise<Statement[]> {
    return (await this.reads.ofDecisions.in(operation).load(decision.id)) ?? [];
  }
}

@Resolver(() => Statement)
@Requires('notice.read')
export class StatementsResolver {
  constructor(
    private readonly known: SubjectLoadersService,
    private readonly decisions: DecisionLoadersService,
    private readonly notices: NoticeReadsService,
  ) {}

  @ResolveField(() => Subject)
  subject(@Parent() statement: Statement, @Context() operation: object): Promise<Subject | null> {
    return this.known.subjects.in(operation).load(statement.subjectId);
  }

  @ResolveField(() => [Restriction])
  async restrictions(@Parent() statement: Statement, @Context() operation: object): Promise<Restriction[]> {
    const found = await Promise.all(
      statement.restrictionIds.map((id) => this.decisions.restrictions.in(operation).load(id)),
    );
    return found.filter((restriction) => restriction !== null);
  }

  /** Null when the subject is hidden from who asks. */
  @ResolveField(() => Notice, { nullable: true })
  notice(@Acting() person: ActingPerson, @Parent() statement: Statement): Promise<Notice | null> {
    return this.notices.get(person, statement.noticeId).catch((error: unknown) => {
      if (error instanceof AppError && error.kind === 'not_found') return null;
      throw error;
    });
  }
}
