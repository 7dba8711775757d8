import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import { mustHold, type ActingPerson } from '@mizan/foundation/acting.js';
import { Clock } from '@mizan/foundation/clock.js';
import { rows } from '@mizan/foundation/database.js';
import { invalid } from '@mizan/foundation/errors.js';
import { completesVerification, latestExpiry, LONGEST_TERM_MONTHS, verificationFault } from './entry-rules.js';
import { IdentifiersService } from './identifiers.service.js';
import { lockEntry } from './locked-entry.js';
import { MatchingService } from './matching.service.js';
import type { ProtectedPerson } from './protected-person.entity.js';
import { ProtectedStepsService } from './protected-steps.service.js';
import { notVerifiable } from './protection.errors.js';
import { PROTECTION_CHANGED } from './protection.events.js';
import { sawEntry } from './saw-entry.js';

/** How a verifier convinced themselves; the codes stand in the database as well. */
export const VERIFICATION_METHODS = [
  'public_record',
  'regulator_or_self_regulator',
  'employer_or_institution',
  'published_work',
  'contact_answered',
  'known_in_person',
] as const;
export type VerificationMethod = (typeof VERIFICATION_METHODS)[number];

export interface VerifyInput {
  readonly id: string;
  readonly version: number;
  readonly method: VerificationMethod;
  /** End of the term that begins with the second verification; default and most twelve months. */
  readonly expiresAt: Date | null;
}

/** Two people verify the same content; with the second of them a term begins. A renewal is the same act again. */
@Injectable()
export class VerificationService {
  constructor(
    private readonly identifiers: IdentifiersService,
    private readonly matching: MatchingService,
    private readonly steps: ProtectedStepsService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Answers whether a term began. Throws NOT_FOUND, STALE_VERSION, NOT_VERIFIABLE (`reason`), INVALID_INPUT (`expiresAt`). */
  async verify(manager: EntityManager, person: ActingPerson, input: VerifyInput): Promise<boolean> {
    mustHold(person, 'protection.verify');
    const entry = await lockEntry(manager, input.id, input.version);
    const [now, term] = [this.clock.now(), entry.term + 1];
    const latest = latestExpiry(now);
    const expiresAt = input.expiresAt ?? latest;
    if (expiresAt <= now || expiresAt > latest)
      throw invalid('expiresAt', `A term ends within ${LONGEST_TERM_MONTHS} months.`, { months: LONGEST_TERM_MONTHS });
    const verifiedBy = await this.verifiers(manager, entry, term);
    const fault = verificationFault(
      {
        state: entry.state,
        expiresAt: entry.expiresAt,
        changedSinceVerified: entry.contentNo !== entry.verifiedContentNo,
        verifierSawIt: await sawEntry(manager, person, entry),
        verifierId: person.id,
        verifiedBy,
      },
      now,
    );
    if (fault) throw notVerifiable(fault);
    await manager.query(
      `insert into protected_verification (protected_person_id, term, content_no, verifier_id, method) values ($1, $2, $3, $4, $5)`,
      [entry.id, term, entry.contentNo, person.id, input.method],
    );
    const complete = completesVerification(verifiedBy, person.id);
    if (complete) await this.begin(manager, entry, { term, now, expiresAt });
    else await touch(manager, entry.id);
    await this.audit.record(manager, person, {
      kind: complete ? 'protection.verified' : 'protection.firstVerified',
      target: { kind: 'protected_person', id: entry.id },
      details: { term, method: input.method, contentNo: entry.contentNo },
      events: [{ topic: PROTECTION_CHANGED, payload: { entryId: entry.id } }],
    });
    return complete;
  }

  private async verifiers(manager: EntityManager, entry: ProtectedPerson, term: number): Promise<string[]> {
    const found = await rows<{ id: string }>(
      manager,
      `select verifier_id as id from protected_verification where protected_person_id = $1 and term = $2 and content_no = $3`,
      [entry.id, term, entry.contentNo],
    );
    return found.map((row) => row.id);
  }

  private async begin(
    manager: EntityManager,
    entry: ProtectedPerson,
    { term, now, expiresAt }: { term: number; now: Date; expiresAt: Date },
  ): Promise<void> {
    await manager.query(
      `update protected_person set state = 'verified', term = $2, verified_content_no = content_no,
         media_verified = media_declaration, verified_at = $3,
         expires_at = $4, reminded_at = null, version = version + 1, changed_at = clock_timestamp() where id = $1`,
      [entry.id, term, now, expiresAt],
    );
    await manager.query(
      'update protected_identifier set confirmed = true where protected_person_id = $1 and removed_at is null',
      [entry.id],
    );
    await this.steps.begin(manager, { id: entry.id, term, expiresAt }, now);
    await this.matching.matchEntry(manager, entry.id, await this.identifiers.keys(manager, entry));
  }
}

async function touch(manager: EntityManager, id: string): Promise<void> {
  await manager.query(
    'update protected_person set version = version + 1, changed_at = clock_timestamp() where id = $1',
    [id],
  );
}
