import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import type { CollateralBasis, CollateralClass } from './collateral-class.entity.js';
import { EntriesService } from './entries.service.js';
import type { Standing } from './entry-rules.js';
import { MatchingService } from './matching.service.js';

export type { Standing } from './entry-rules.js';

/** What another part of the desk found about a subject. */
export interface ProposedEntry {
  readonly subjectId: string;
  readonly class: `${CollateralClass}`;
  readonly basis: `${CollateralBasis}` | null;
  readonly foundBy: 'collateral' | 'appeal';
}

/** What the other libs ask of the register. Its answers stay inside the server: nothing of them is shown (settled 25). */
@Injectable()
export class ProtectionService {
  constructor(
    private readonly matching: MatchingService,
    private readonly entries: EntriesService,
  ) {}

  /**
   * Which of the subjects are, or may be, protected; those of whom nothing is known are left out. Looks at their present
   * names as well as at what is written down, and writes down what it finds in the caller's transaction.
   */
  async standing(manager: EntityManager, subjectIds: readonly string[]): Promise<ReadonlyMap<string, Standing>> {
    if (subjectIds.length === 0) return new Map();
    const ids = [...new Set(subjectIds)];
    await this.matching.matchSubjects(manager, ids);
    const found = await rows<{ id: string; standing: Standing }>(
      manager,
      `select id, standing from (select id, subject_protection(id) as standing from unnest($1::uuid[]) as asked(id)) s
       where standing is not null`,
      [ids],
    );
    return new Map(found.map((row) => [row.id, row.standing]));
  }

  /** Declares somebody whom a decision or an appeal found, by the names they have now; answers the entry, also when it was there. */
  proposeEntry(manager: EntityManager, actor: Actor, proposed: ProposedEntry): Promise<string> {
    return this.entries.propose(manager, actor, proposed);
  }

  /**
   * Those of the subjects that belong to a media service whose declaration holds: all elements of Art. 18(1) of Regulation
   * (EU) 2024/1083, verified by two people. They are heard before a measure that rests on terms (settled 29).
   */
  async isDeclaredMedia(manager: EntityManager, subjectIds: readonly string[]): Promise<ReadonlySet<string>> {
    if (subjectIds.length === 0) return new Set();
    await this.matching.matchSubjects(manager, [...new Set(subjectIds)]);
    const found = await rows<{ id: string }>(
      manager,
      `select asked.id from unnest($1::uuid[]) as asked(id) where exists (
         select from subject_family(subject_root(asked.id)) as f(id)
         join protected_subject m on m.subject_id = f.id and m.until is null and m.strength = 'protected'
         join protected_person p on p.id = m.protected_person_id and p.state = 'verified' and p.media_verified)`,
      [[...new Set(subjectIds)]],
    );
    return new Set(found.map((row) => row.id));
  }
}
