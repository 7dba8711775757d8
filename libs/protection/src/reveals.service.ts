import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { AuditService } from '@mizan/audit/audit.service.js';
import { mustHold, type ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { notFound } from '@mizan/foundation/errors.js';
import { isId, newId } from '@mizan/foundation/ids.js';
import { PersonalText } from '@mizan/foundation/personal-text.js';
import type { EntryDetails } from './entry-input-rules.js';
import { IdentifiersService, type OpenIdentifier } from './identifiers.service.js';
import { entryEnded } from './protection.errors.js';
import { ProtectedPerson } from './protected-person.entity.js';

/** Why somebody asks who an entry is; the codes stand in the database as well. */
export const REVEAL_REASONS = [
  'verify',
  'renew',
  'decide',
  'appeal',
  'complaint_of_the_person',
  'audit',
  'correct_entry',
  'other',
] as const;
export type RevealReasonCode = (typeof REVEAL_REASONS)[number];

/** Who an entry is. */
export interface RevealedEntry {
  readonly details: EntryDetails;
  readonly identifiers: readonly OpenIdentifier[];
  readonly files: readonly {
    id: string;
    name: string | null;
    mediaType: string;
    byteSize: number;
    sha256: string | null;
  }[];
  readonly subjects: readonly { subjectId: string; strength: string; since: Date }[];
}

/** A declaration as it is kept and as files carry it. */
export const MEDIA_DECLARATION = z.object({
  mediaServiceProvider: z.boolean(),
  ownershipPublic: z.boolean(),
  editoriallyIndependent: z.boolean(),
  oversight: z.enum(['regulator', 'co_or_self_regulation']).nullable(),
  memberStates: z.array(z.string()),
  generatedContentReviewed: z.boolean(),
  legalName: z.string(),
  email: z.string(),
  phone: z.string(),
  oversightName: z.string(),
  oversightContact: z.string(),
});
const DETAILS = z.object({
  name: z.string(),
  organisation: z.string(),
  contact: z.string(),
  note: z.string(),
  declaration: MEDIA_DECLARATION.nullable(),
});

/** The one way to learn who an entry is: a right, a reason, and a record of both (settled 25). */
@Injectable()
export class RevealsService {
  constructor(
    private readonly texts: PersonalText,
    private readonly identifiers: IdentifiersService,
    private readonly audit: AuditService,
  ) {}

  /** Records the reveal; answers its id. The caller's door asks for a fresh proof of identity. Throws NOT_FOUND, ENTRY_ENDED. */
  async record(
    manager: EntityManager,
    person: ActingPerson,
    input: { readonly entryId: string; readonly reason: RevealReasonCode; readonly caseId: string | null },
  ): Promise<string> {
    mustHold(person, 'protection.reveal');
    const entry = isId(input.entryId) ? await manager.findOneBy(ProtectedPerson, { id: input.entryId }) : null;
    if (!entry) throw notFound('protected person');
    if (entry.sealedDetails === null) throw entryEnded();
    const id = newId();
    await manager.query(
      'insert into protection_reveal (id, protected_person_id, person_id, reason, case_id) values ($1, $2, $3, $4, $5)',
      [id, entry.id, person.id, input.reason, input.caseId],
    );
    await this.audit.record(manager, person, {
      kind: 'protection.revealed',
      target: { kind: 'protected_person', id: entry.id },
      details: { reason: input.reason, revealId: id },
    });
    return id;
  }

  /** What a reveal shows. Throws NOT_FOUND, and ENTRY_ENDED once the entry is erased. */
  async open(manager: EntityManager, entryId: string): Promise<RevealedEntry> {
    const entry = await manager.findOneBy(ProtectedPerson, { id: entryId });
    if (!entry) throw notFound('protected person');
    const text = await this.texts.open(manager, entry.keyId, entry.sealedDetails);
    if (text === null) throw entryEnded();
    const files = await rows<{
      id: string;
      name: Buffer | null;
      mediaType: string;
      byteSize: string;
      sha256: string | null;
    }>(
      manager,
      `select id, sealed_name as name, media_type as "mediaType", byte_size as "byteSize", encode(blob_sha256, 'hex') as sha256
       from protected_evidence where protected_person_id = $1 order by added_at, id`,
      [entryId],
    );
    const subjects = await rows<{ subjectId: string; strength: string; since: Date }>(
      manager,
      `select subject_id as "subjectId", strength, since from protected_subject
       where protected_person_id = $1 and until is null order by since, id limit 200`,
      [entryId],
    );
    const opened: RevealedEntry['files'][number][] = [];
    for (const file of files)
      opened.push({
        ...file,
        byteSize: Number(file.byteSize),
        name: await this.texts.open(manager, entry.keyId, file.name),
      });
    return {
      details: DETAILS.parse(JSON.parse(text)),
      identifiers: await this.identifiers.open(manager, entry),
      files: opened,
      subjects,
    };
  }
}
