import { ResolveField, Resolver } from '@nestjs/graphql';
import { DecisionLoadersService } from '@mizan/decisions/decision-loaders.service.js';
import { Decision } from '@mizan/decisions/decision.entity.js';
import { Requires } from '@mizan/foundation/permissions.js';
import { PolicyVersion } from '@mizan/policies/policy-version.entity.js';
import { Evidence } from '@mizan/subjects/evidence.entity.js';
import { SubjectLoadersService } from '@mizan/subjects/subject-loaders.service.js';
import { AppealComparisonService } from './appeal-comparison.service.js';
import { AppealLoadersService } from './appeal-loaders.service.js';
import { AppealChangeView, AppealThen } from './appeal.answers.js';
import { Appeal } from './appeal.entity.js';

/** Then beside now. */
@Resolver(() => Appeal)
@Requires('appeal.read')
export class AppealComparisonResolver {
  constructor(private readonly service: AppealComparisonService) {}

  /** Named otherwise than its field: whatever has a `then` is taken for a promise. */
  @ResolveField(() => AppealThen, { name: 'then', nullable: true })
  asDecided(appeal: Appeal): Promise<AppealThen | null> {
    return this.service.asDecided(appeal.id);
  }

  @ResolveField(() => [AppealChangeView])
  async changes(appeal: Appeal): Promise<object[]> {
    return this.service.changes(appeal.id);
  }
}

@Resolver(() => AppealThen)
@Requires('appeal.read')
export class AppealThenResolver {
  constructor(
    private readonly decisions: DecisionLoadersService,
    private readonly loaders: AppealLoadersService,
    private readonly known: SubjectLoadersService,
  ) {}

  @ResolveField(() => Decision)
  decision(made: AppealThen, _args: unknown, operation: object): Promise<Decision | null> {
    return this.decisions.decisions.in(operation).load(made.decisionId);
  }

  /** As it was when it was decided. */
  @ResolveField(() => PolicyVersion, { nullable: true })
  policyVersion(made: AppealThen, _args: unknown, operation: object): Promise<PolicyVersion | null> | null {
    const id = made.policyVersionId;
    return id === null ? null : this.loaders.policyVersions.in(operation).load(id);
  }

  /** What the decision cites. */
  @ResolveField(() => [Evidence])
  async evidence(made: AppealThen, _args: unknown, operation: object): Promise<Evidence[]> {
    const cited = (await this.decisions.evidence.in(operation).load(made.decisionId)) ?? [];
    const found = await Promise.all(cited.map((id) => this.known.evidence.in(operation).load(id)));
    return found.filter((piece) => piece !== null);
  }
}
