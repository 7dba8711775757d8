import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import type { Actor } from '@mizan/foundation/acting.js';
import { Clock } from '@mizan/foundation/clock.js';
import { rows } from '@mizan/foundation/database.js';
import { notFound } from '@mizan/foundation/errors.js';
import { newId } from '@mizan/foundation/ids.js';
import { PersonalText } from '@mizan/foundation/personal-text.js';
import { NO_DETAILS, type EntryDetails } from './entry-input-rules.js';
import { declaredUntil } from './entry-rules.js';
import { keyText, type PresentKey } from './identifier-rules.js';
import { IdentifiersService, type ReadIdentifier } from './identifiers.service.js';
import { MatchingService } from './matching.service.js';
import { ProtectedStepsService } from './protected-steps.service.js';
import { PROTECTION_CHANGED } from './protection.events.js';

/** What an entry begins with, checked. */
export interface NewEntry {
  readonly class: string;
  readonly basis: string | null;
  readonly foundBy: 'register' | 'collateral' | 'appeal' | 'import';
  readonly details: EntryDetails;
  readonly identifiers: readonly ReadIdentifier[];
}

/** Begins entries: whoever declares, finds or imports them. */
@Injectable()
export class EntriesService {
  constructor(
    private readonly texts: PersonalText,
    private readonly identifiers: IdentifiersService,
    private readonly matching: MatchingService,
    private readonly steps: ProtectedStepsService,
    private readonly audit: AuditService,
    private readonly clock: Clock,
  ) {}

  /** Writes a declared entry, what it waits for and whom it matches; answers its id. */
  async create(manager: EntityManager, actor: Actor, entry: NewEntry): Promise<string> {
    const [id, now] = [newId(), this.clock.now()];
    const keyId = await this.texts.createKey(manager);
    const expiresAt = declaredUntil(now);
    await manager.query(
      `insert into protected_person (id, class, basis, found_by, key_id, sealed_details, media_declaration, declared_by, content_by, declared_at, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10)`,
      [
        id,
        entry.class,
        entry.basis,
        entry.foundBy,
        keyId,
        await this.texts.seal(manager, keyId, JSON.stringify(entry.details)),
        entry.details.declaration !== null,
        actor.kind === 'person' ? actor.id : null,
        now,
        expiresAt,
      ],
    );
    await this.identifiers.add(manager, { id, keyId }, entry.identifiers);
    await this.steps.begin(manager, { id, term: 0, expiresAt }, now);
    await this.matching.matchEntry(
      manager,
      id,
      entry.identifiers.flatMap(({ key }) => (key ? [key] : [])),
    );
    await this.audit.record(manager, actor, {
      kind: 'protection.declared',
      target: { kind: 'protected_person', id },
      details: { class: entry.class, foundBy: entry.foundBy, identifiers: entry.identifiers.length },
      events: [{ topic: PROTECTION_CHANGED, payload: { entryId: id } }],
    });
    return id;
  }

  /** An entry for a subject by its present names; the entry that is certainly theirs, when there is one that counts. */
  async propose(
    manager: EntityManager,
    actor: Actor,
    proposed: { subjectId: string; class: string; basis: string | null; foundBy: 'collateral' | 'appeal' },
  ): Promise<string> {
    // Two that find the same person at the same time propose them once.
    await manager.query(`select pg_advisory_xact_lock(hashtextextended('propose ' || subject_root($1)::text, 0))`, [
      proposed.subjectId,
    ]);
    await this.matching.matchSubjects(manager, [proposed.subjectId]);
    const [existing] = await rows<{ id: string }>(
      manager,
      `select m.protected_person_id as id from subject_family(subject_root($1)) as f(id)
       join protected_subject m on m.subject_id = f.id and m.until is null
       join protected_person p on p.id = m.protected_person_id
       join protected_identifier i on i.protected_person_id = p.id and i.removed_at is null
         and i.subject_id in (select subject_family(subject_root($1)))
       order by p.state = 'verified' desc, p.number limit 1`,
      [proposed.subjectId],
    );
    if (existing) return existing.id;
    const keys = await rows<{ platformId: string; kind: string; value: string; seen: string }>(
      manager,
      `select k.platform_id as "platformId", k.kind, k.value_normalised as value, k.value_as_seen as seen
       from subject_family(subject_root($1)) as f(id)
       join subject_key k on k.subject_id = f.id and k.valid_to is null and k.kind <> 'invite'
       order by k.kind = 'native_id' desc, k.valid_from limit 20`,
      [proposed.subjectId],
    );
    const identifiers = keys.map(({ seen, ...key }) => asIdentifier(key, seen));
    // A subject of which no name is known at present is held by what the desk calls it.
    if (identifiers.length === 0) identifiers.push(await this.nameless(manager, proposed.subjectId));
    const id = await this.create(manager, actor, { ...proposed, details: NO_DETAILS, identifiers });
    await manager.query(
      'update protected_identifier set subject_id = subject_root($2) where protected_person_id = $1 and subject_id is null',
      [id, proposed.subjectId],
    );
    await this.matching.matchEntry(manager, id, keys);
    return id;
  }

  private async nameless(manager: EntityManager, subjectId: string): Promise<ReadIdentifier> {
    const [row] = await rows<{ platformId: string; id: string }>(
      manager,
      'select platform_id as "platformId", id from subject where id = subject_root($1)',
      [subjectId],
    );
    if (!row) throw notFound('subject');
    return asIdentifier({ platformId: row.platformId, kind: 'native_id', value: row.id }, row.id);
  }
}

function asIdentifier(key: PresentKey, seen: string): ReadIdentifier {
  const kind = key.kind === 'native_id' ? 'account' : 'handle';
  return { platformId: key.platformId, kind, value: seen, text: keyText(key), key };
}
