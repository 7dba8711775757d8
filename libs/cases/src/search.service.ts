import { Injectable } from '@nestjs/common';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { invalid } from '@mizan/foundation/errors.js';
import { decodeCursor, encodeCursor, pageSize } from '@mizan/foundation/pagination.js';
import { SubjectAccessService } from '@mizan/subjects/subject-access.service.js';
import { type FoundEvidence, type FoundSubject, SubjectSearchService } from '@mizan/subjects/subject-search.service.js';
import { CaseReadsService } from './case-reads.service.js';
import type { ReviewCase } from './case.entity.js';
import { caseNumberIn, SEARCH_KINDS, type SearchKind } from './search-rules.js';

/** One answer, before what it points at is loaded. */
export type Found =
  | { readonly kind: 'case'; readonly case: ReviewCase }
  | ({ readonly kind: 'subject' } & FoundSubject)
  | ({ readonly kind: 'evidence' } & FoundEvidence);

export interface FoundPage {
  readonly nodes: readonly Found[];
  readonly endCursor: string | null;
  readonly hasNextPage: boolean;
}

/**
 * Finds by whatever a person types: a link or a handle, a case number, a name, words of the evidence, in this order.
 * What has to do with child safety is never found here (settled: reserved categories), whoever asks.
 */
@Injectable()
export class SearchService {
  constructor(
    private readonly access: SubjectAccessService,
    private readonly subjects: SubjectSearchService,
    private readonly cases: CaseReadsService,
  ) {}

  /** Pages run through names first, then through evidence. Throws INVALID_INPUT (`text`, `kinds`, `first`, `after`). */
  async search(
    person: ActingPerson,
    typed: string,
    asked: readonly string[] | null,
    first: number | null,
    after: string | null,
  ): Promise<FoundPage> {
    const text = typed.trim();
    if (text === '' || text.length > 500) throw invalid('text', 'Type 1 to 500 characters.', { max: 500 });
    const kinds = kindsOf(asked);
    const size = pageSize(first);
    const cursor = decodeCursor(after, 3);
    const found: Found[] = cursor === null ? await this.exact(person, text, kinds) : [];
    const inNames = cursor === null || cursor[0] === 'name';
    if (kinds.has('subject') && inNames) {
      const known = new Set(found.flatMap((one) => (one.kind === 'subject' ? [one.subjectId] : [])));
      const by = cursor === null ? null : { score: Number(cursor[1]), id: String(cursor[2]) };
      const named = await this.subjects.byName(text, { limit: size + 1, after: by });
      found.push(
        ...named.filter((one) => !known.has(one.subjectId)).map((one) => ({ kind: 'subject' as const, ...one })),
      );
    }
    if (kinds.has('evidence') && found.length <= size) {
      const by = cursor?.[0] === 'evidence' ? String(cursor[2]) : null;
      const read = await this.subjects.inEvidence(text, { limit: size + 1 - found.length, after: by });
      found.push(...read.map((one) => ({ kind: 'evidence' as const, ...one })));
    }
    const page = found.slice(0, size);
    return {
      nodes: await this.withoutReserved(page),
      endCursor: cursorOf(page.at(-1)),
      hasNextPage: found.length > size,
    };
  }

  private async exact(person: ActingPerson, text: string, kinds: ReadonlySet<SearchKind>): Promise<Found[]> {
    const found: Found[] = [];
    const number = caseNumberIn(text);
    if (number !== null && kinds.has('case')) {
      const one = await this.cases.getByNumber(person, number).catch(() => null);
      if (one) found.push({ kind: 'case', case: one });
    }
    if (kinds.has('subject')) {
      const linked = await this.subjects.byLink(text);
      found.push(...linked.map((one) => ({ kind: 'subject' as const, ...one })));
    }
    return found;
  }

  private async withoutReserved(found: readonly Found[]): Promise<Found[]> {
    const subjectIds = found.map((one) => (one.kind === 'case' ? one.case.subjectId : one.subjectId));
    const hidden = await this.access.hidden(null, subjectIds);
    return found.filter((one) => !hidden.has(one.kind === 'case' ? one.case.subjectId : one.subjectId));
  }
}

function kindsOf(asked: readonly string[] | null): ReadonlySet<SearchKind> {
  if (!asked || asked.length === 0) return new Set(SEARCH_KINDS);
  const kinds = SEARCH_KINDS.filter((kind) => asked.includes(kind));
  if (kinds.length !== new Set(asked).size) throw invalid('kinds', 'Search for subject, case or evidence.');
  return new Set(kinds);
}

/** A case number or a link is only ever on the first page. */
function cursorOf(last: Found | undefined): string | null {
  if (!last || last.kind === 'case') return null;
  return last.kind === 'subject'
    ? encodeCursor(['name', last.score, last.subjectId])
    : encodeCursor(['evidence', null, last.evidenceId]);
}
