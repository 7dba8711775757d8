import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { Clock } from '@mizan/foundation/clock.js';
import { holds, Requires } from '@mizan/foundation/permissions.js';
import { PeopleService } from '@mizan/identity/people.service.js';
import { Person } from '@mizan/identity/person.entity.js';
import { PoliciesService } from '@mizan/policies/policies.service.js';
import { PolicyVersion } from '@mizan/policies/policy-version.entity.js';
import { SubjectLoadersService } from '@mizan/subjects/subject-loaders.service.js';
import { Subject } from '@mizan/subjects/subject.entity.js';
import { DecisionLoadersService } from './decision-loaders.service.js';
import { MeasureChoiceView, ProposedFinding } from './decision.answers.js';
import { Outcome } from './decision.entity.js';
import { DecisionProposal } from './decision-proposal.entity.js';
import type { StoredDraft } from './proposal-rules.js';

/** A proposal as the second person reads it: the draft, whole. */
@Resolver(() => DecisionProposal)
@Requires('decision.read')
export class ProposalPartsResolver {
  constructor(
    private readonly people: PeopleService,
    private readonly known: SubjectLoadersService,
    private readonly policies: PoliciesService,
    private readonly loaders: DecisionLoadersService,
    private readonly clock: Clock,
  ) {}

  /** Why a second person is needed: for those who may be that person, and for whose proposal it is. */
  @ResolveField(() => [String])
  reasons(@Acting() person: ActingPerson, @Parent() proposal: DecisionProposal): string[] {
    return proposal.proposedBy === person.id || holds(person.roles, 'decision.approve') ? proposal.reasons : [];
  }

  /** `pending`, `approved`, `refused`, `lapsed`; `stayed` and `answered` only for those who decide stays, and their author. */
  @ResolveField(() => String)
  state(@Acting() person: ActingPerson, @Parent() proposal: DecisionProposal): string {
    if (proposal.proposedBy === person.id || holds(person.roles, 'protection.decide')) return proposal.state;
    return { stayed: 'pending', answered: 'lapsed' }[String(proposal.state)] ?? proposal.state;
  }

  @ResolveField(() => String)
  contentHash(@Parent() proposal: DecisionProposal): string {
    return proposal.contentHash.toString('hex');
  }

  @ResolveField(() => Person)
  proposedBy(@Parent() proposal: DecisionProposal, @Context() operation: object): Promise<Person> {
    return this.people.load(operation, proposal.proposedBy);
  }

  @ResolveField(() => Outcome)
  outcome(@Parent() proposal: DecisionProposal): StoredDraft['outcome'] {
    return proposal.input.outcome;
  }

  @ResolveField(() => PolicyVersion, { nullable: true })
  async policyVersion(@Parent() proposal: DecisionProposal): Promise<PolicyVersion | null> {
    const id = proposal.input.policyVersionId;
    return id === null ? null : ((await this.policies.versionsByIds([id])).get(id) ?? null);
  }

  @ResolveField(() => [MeasureChoiceView])
  measures(@Parent() proposal: DecisionProposal): StoredDraft['measures'] {
    return proposal.input.measures;
  }

  @ResolveField(() => String)
  rationale(@Parent() proposal: DecisionProposal): string {
    return proposal.input.rationale;
  }

  @ResolveField(() => [Subject])
  async subjects(@Parent() proposal: DecisionProposal, @Context() operation: object): Promise<Subject[]> {
    const own = await this.loaders.cases.in(operation).load(proposal.caseId);
    const ids = [...(own ? [own.subjectId] : []), ...proposal.input.furtherSubjectIds];
    const found = await Promise.all(ids.map((id) => this.known.subjects.in(operation).load(id)));
    return found.filter((subject) => subject !== null);
  }

  @ResolveField(() => [ProposedFinding])
  findings(@Parent() proposal: DecisionProposal): StoredDraft['findings'] {
    return proposal.input.findings;
  }

  /** Whether this person may be the second. */
  @ResolveField(() => Boolean)
  mayApprove(@Acting() person: ActingPerson, @Parent() proposal: DecisionProposal): boolean {
    const pending = proposal.state === 'pending' && proposal.expiresAt > this.clock.now();
    return pending && proposal.proposedBy !== person.id && holds(person.roles, 'decision.approve');
  }
}
