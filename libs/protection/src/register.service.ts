import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import { mustHold, type ActingPerson } from '@mizan/foundation/acting.js';
import { PersonalText } from '@mizan/foundation/personal-text.js';
import { EntriesService } from './entries.service.js';
import { entryFaults, MAX_IDENTIFIERS, type EntryInput } from './entry-input-rules.js';
import { IdentifiersService } from './identifiers.service.js';
import { lockEntry } from './locked-entry.js';
import { MatchingService } from './matching.service.js';
import { ProtectedStepsService } from './protected-steps.service.js';
import { entryEnded, invalidFields, notSeen } from './protection.errors.js';
import { PROTECTION_CHANGED } from './protection.events.js';
import { ProtectedState, type RevokeReason } from './protected-person.entity.js';
import { sawEntry } from './saw-entry.js';

/** A change of an entry: everything that it says from now on, names that are new, and names that go. */
export interface AmendInput extends EntryInput {
  readonly id: string;
  readonly version: number;
  readonly removedIdentifierIds: readonly string[];
}

/** What people do with entries: declare, change, end, erase. */
@Injectable()
export class RegisterService {
  constructor(
    private readonly texts: PersonalText,
    private readonly identifiers: IdentifiersService,
    private readonly entries: EntriesService,
    private readonly matching: MatchingService,
    private readonly steps: ProtectedStepsService,
    private readonly audit: AuditService,
  ) {}

  /** Answers the entry's id. Throws INVALID_INPUT with every wrong field. */
  async declare(
    manager: EntityManager,
    person: ActingPerson,
    input: EntryInput,
    foundBy: 'register' | 'import' = 'register',
  ): Promise<string> {
    mustHold(person, 'protection.declare');
    const { read, faults } = await this.identifiers.read(input.identifiers);
    const all = [...entryFaults(input), ...faults];
    if (all.length > 0) throw invalidFields(all);
    return this.entries.create(manager, person, { ...input, foundBy, identifiers: read });
  }

  /**
   * Replaces what an entry says. Names that are new make nobody more than may_be until two people verify again. Throws
   * NOT_FOUND, STALE_VERSION, ENTRY_ENDED, NOT_SEEN, INVALID_INPUT with every wrong field.
   */
  async amend(manager: EntityManager, person: ActingPerson, input: AmendInput): Promise<void> {
    mustHold(person, 'protection.declare');
    const entry = await lockEntry(manager, input.id, input.version);
    if (entry.state === ProtectedState.revoked || entry.sealedDetails === null) throw entryEnded();
    if (!(await sawEntry(manager, person, entry))) throw notSeen();
    const kept = (await this.identifiers.open(manager, entry)).filter(
      (one) => !input.removedIdentifierIds.includes(one.id),
    );
    const { read, faults } = await this.identifiers.read(input.identifiers);
    const all = [
      ...entryFaults(input).filter((fault) => fault.field !== 'identifiers'),
      ...faults,
      ...countFaults(kept.length + read.length),
    ];
    if (all.length > 0) throw invalidFields(all);
    const removed = await this.identifiers.remove(manager, entry.id, input.removedIdentifierIds);
    await this.identifiers.add(manager, entry, read);
    await manager.query(
      `update protected_person set class = $2, basis = $3, sealed_details = $4, media_declaration = $5,
         media_verified = media_verified and $5,
         content_no = content_no + 1, content_by = $6, content_at = clock_timestamp(),
         version = version + 1, changed_at = clock_timestamp() where id = $1`,
      [
        entry.id,
        input.class,
        input.basis,
        await this.texts.seal(manager, entry.keyId, JSON.stringify(input.details)),
        input.details.declaration !== null,
        person.id,
      ],
    );
    await this.matching.forget(manager, entry.id);
    await this.matching.matchEntry(manager, entry.id, await this.identifiers.keys(manager, entry));
    await this.record(manager, person, 'protection.changed', entry.id, { added: read.length, removed });
  }

  /** Ends an entry for good. Throws NOT_FOUND, STALE_VERSION, ENTRY_ENDED. */
  async revoke(
    manager: EntityManager,
    person: ActingPerson,
    input: { readonly id: string; readonly version: number; readonly reason: `${RevokeReason}` },
  ): Promise<void> {
    mustHold(person, 'protection.verify');
    const entry = await lockEntry(manager, input.id, input.version);
    if (entry.state === ProtectedState.revoked) throw entryEnded();
    await manager.query(
      `update protected_person set state = 'revoked', revoked_at = clock_timestamp(), revoked_by = $2, revoke_reason = $3,
         version = version + 1, changed_at = clock_timestamp() where id = $1`,
      [entry.id, person.id, input.reason],
    );
    await this.steps.drop(manager, entry.id);
    await this.matching.weigh(manager, entry.id);
    await this.record(manager, person, 'protection.revoked', entry.id, { reason: input.reason });
  }

  /**
   * Forgets who a revoked entry was: its key is destroyed, its names and files go, the fact that there was one remains.
   * Throws NOT_FOUND, STALE_VERSION, and INVALID_INPUT (`id`) while the entry still stands.
   */
  async erase(
    manager: EntityManager,
    person: ActingPerson,
    input: { readonly id: string; readonly version: number },
  ): Promise<void> {
    mustHold(person, 'protection.verify');
    const entry = await lockEntry(manager, input.id, input.version);
    if (entry.state !== ProtectedState.revoked)
      throw invalidFields([{ field: 'id', message: 'Revoke the entry before it is erased.' }]);
    await this.texts.destroy(manager, entry.keyId);
    await manager.query(
      `with gone as (
         update protected_identifier set sealed_value = null, value_hmac = ''::bytea, subject_id = null,
           removed_at = coalesce(removed_at, clock_timestamp()) where protected_person_id = $1),
       files as (
         update protected_evidence set sealed_name = null, blob_sha256 = null where protected_person_id = $1
         returning (select e.blob_sha256 from protected_evidence e where e.id = protected_evidence.id) as sha256),
       matches as (delete from protected_subject where protected_person_id = $1)
       update blob set expires_at = clock_timestamp() from files where blob.sha256 = files.sha256 and blob.owner_kind = 'protected_person'
         and blob.owner_id = $1`,
      [entry.id],
    );
    await manager.query(
      `update protected_person set sealed_details = null, version = version + 1, changed_at = clock_timestamp() where id = $1`,
      [entry.id],
    );
    await this.record(manager, person, 'protection.erased', entry.id, {});
  }

  private record(
    manager: EntityManager,
    person: ActingPerson,
    kind: string,
    entryId: string,
    details: Readonly<Record<string, string | number>>,
  ): Promise<void> {
    return this.audit.record(manager, person, {
      kind,
      target: { kind: 'protected_person', id: entryId },
      details,
      events: [{ topic: PROTECTION_CHANGED, payload: { entryId } }],
    });
  }
}

function countFaults(count: number): { field: string; message: string }[] {
  if (count === 0) return [{ field: 'identifiers', message: 'At least one account, handle, site or byline.' }];
  return count > MAX_IDENTIFIERS ? [{ field: 'identifiers', message: `Up to ${MAX_IDENTIFIERS}.` }] : [];
}
