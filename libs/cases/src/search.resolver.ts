import { Args, Context, Int, Query, Resolver } from '@nestjs/graphql';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { Requires } from '@mizan/foundation/permissions.js';
import { EvidenceService } from '@mizan/subjects/evidence.service.js';
import { CasesLoaders } from './cases.loaders.js';
import { CaseHit, EvidenceHit, SearchPage, SubjectHit } from './search.answers.js';
import { type Found, SearchService } from './search.service.js';

@Requires('search.use')
@Resolver(() => SearchPage)
export class SearchResolver {
  constructor(
    private readonly service: SearchService,
    private readonly evidence: EvidenceService,
    private readonly loaders: CasesLoaders,
  ) {}

  @Query(() => SearchPage)
  async search(
    @Acting() person: ActingPerson,
    @Context() operation: object,
    @Args('text', { type: () => String }) text: string,
    @Args('kinds', { type: () => [String], nullable: true }) kinds: string[] | null,
    @Args('first', { type: () => Int, nullable: true }) first: number | null,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): Promise<SearchPage> {
    const { nodes, endCursor, hasNextPage } = await this.service.search(person, text, kinds, first, after);
    const pieces = await this.evidence.findByIds(
      nodes.flatMap((one) => (one.kind === 'evidence' ? [one.evidenceId] : [])),
    );
    const hits = await Promise.all(nodes.map((one) => this.hit(one, operation, pieces)));
    return { nodes: hits.filter((hit) => hit !== null), pageInfo: { endCursor, hasNextPage } };
  }

  private async hit(
    found: Found,
    operation: object,
    pieces: Awaited<ReturnType<EvidenceService['findByIds']>>,
  ): Promise<SubjectHit | CaseHit | EvidenceHit | null> {
    if (found.kind === 'case') return Object.assign(new CaseHit(), { case: found.case });
    const subject = await this.loaders.subjects.in(operation).load(found.subjectId);
    if (!subject) return null;
    if (found.kind === 'subject') return Object.assign(new SubjectHit(), { subject, matched: found.matched });
    const evidence = pieces.get(found.evidenceId);
    return evidence ? Object.assign(new EvidenceHit(), { evidence, subject, excerpt: found.excerpt }) : null;
  }
}
