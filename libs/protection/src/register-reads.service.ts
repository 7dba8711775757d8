import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { notFound } from '@mizan/foundation/errors.js';
import { isId } from '@mizan/foundation/ids.js';
import { pageOf } from '@mizan/foundation/page-info.js';
import { decodeCursor, encodeCursor, pageSize } from '@mizan/foundation/pagination.js';
import { holds } from '@mizan/foundation/permissions.js';
import { RENEWAL_DAYS, verificationFault, type VerificationFault } from './entry-rules.js';
import { ProtectedPerson } from './protected-person.entity.js';
import type {
  ProtectedCounts,
  ProtectedPersonPage,
  ProtectionRevealView,
  ProtectedVerificationView,
} from './register.answers.js';
import type { ProtectedFilter } from './register.inputs.js';
import { sawEntry } from './saw-entry.js';

const RENEWAL_DUE = `p.state in ('declared', 'verified') and p.expires_at < clock_timestamp() + make_interval(days => ${RENEWAL_DAYS})`;

/** The register as it may be read without knowing who is in it. */
@Injectable()
export class RegisterReadsService {
  constructor(private readonly dataSource: DataSource) {}

  /** Throws NOT_FOUND. */
  async get(id: string, manager: EntityManager = this.dataSource.manager): Promise<ProtectedPerson> {
    const entry = isId(id) ? await manager.findOneBy(ProtectedPerson, { id }) : null;
    if (!entry) throw notFound('protected person');
    return entry;
  }

  /** Newest first. Throws INVALID_INPUT (`first`, `after`). */
  async list(filter: ProtectedFilter, first?: number | null, after?: string | null): Promise<ProtectedPersonPage> {
    const size = pageSize(first);
    const [before] = decodeCursor(after, 1) ?? [null];
    const query = this.dataSource.manager.createQueryBuilder(ProtectedPerson, 'p').orderBy('p.number', 'DESC');
    const narrow = (list: readonly string[] | null | undefined, column: string, name: string) => {
      if (list && list.length > 0) query.andWhere(`${column} = any(:${name}::text[])`, { [name]: list });
    };
    narrow(filter.state, 'p.state', 'states');
    narrow(filter.class, 'p.class', 'classes');
    narrow(filter.foundBy, 'p.found_by', 'found');
    if (filter.renewalDue) query.andWhere(RENEWAL_DUE);
    if (typeof filter.number === 'number') query.andWhere('p.number = :number', { number: filter.number });
    if (before !== null) query.andWhere('p.number < :before', { before });
    const found = await query.limit(size + 1).getMany();
    return pageOf(found, size, (entry) => encodeCursor([entry.number]));
  }

  async counts(): Promise<ProtectedCounts> {
    const [row] = await rows<ProtectedCounts & object>(
      this.dataSource.manager,
      `select count(*) filter (where state = 'declared')::int as declared, count(*) filter (where state = 'verified')::int as verified,
         count(*) filter (where state = 'expired')::int as expired, count(*) filter (where state = 'revoked')::int as revoked,
         count(*) filter (where ${RENEWAL_DUE})::int as "renewalDue" from protected_person p`,
    );
    return row ?? { declared: 0, verified: 0, expired: 0, revoked: 0, renewalDue: 0 };
  }

  verifications(entryId: string): Promise<ProtectedVerificationView[]> {
    return rows(
      this.dataSource.manager,
      `select v.verifier_id as "verifierId", v.term, v.method, v.at,
         case when v.term = p.term then v.content_no = p.verified_content_no when v.term > p.term then v.content_no = p.content_no
           else false end as counts
       from protected_verification v join protected_person p on p.id = v.protected_person_id
       where v.protected_person_id = $1 order by v.at desc limit 200`,
      [entryId],
    );
  }

  reveals(entryId: string): Promise<ProtectionRevealView[]> {
    return rows(
      this.dataSource.manager,
      `select id, person_id as "personId", reason, at from protection_reveal where protected_person_id = $1 order by at desc limit 200`,
      [entryId],
    );
  }

  async fileCount(entryId: string): Promise<number> {
    const [row] = await rows<{ count: number }>(
      this.dataSource.manager,
      'select count(*)::int as count from protected_evidence where protected_person_id = $1',
      [entryId],
    );
    return row?.count ?? 0;
  }

  /** Why this person cannot verify the entry now; null = they can. */
  async faultFor(
    person: ActingPerson,
    entry: ProtectedPerson,
    now: Date,
  ): Promise<VerificationFault | 'no_right' | null> {
    if (!holds(person.roles, 'protection.verify')) return 'no_right';
    const verified = await rows<{ id: string }>(
      this.dataSource.manager,
      `select verifier_id as id from protected_verification where protected_person_id = $1 and term = $2 and content_no = $3`,
      [entry.id, entry.term + 1, entry.contentNo],
    );
    return verificationFault(
      {
        state: entry.state,
        expiresAt: entry.expiresAt,
        changedSinceVerified: entry.contentNo !== entry.verifiedContentNo,
        verifierSawIt: await sawEntry(this.dataSource.manager, person, entry),
        verifierId: person.id,
        verifiedBy: verified.map((row) => row.id),
      },
      now,
    );
  }
}
