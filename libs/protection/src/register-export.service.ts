import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { mustHold, type ActingPerson } from '@mizan/foundation/acting.js';
import { AuditService } from '@mizan/audit/audit.service.js';
import { Clock } from '@mizan/foundation/clock.js';
import { CONFIG, type Config } from '@mizan/foundation/config.js';
import { rows } from '@mizan/foundation/database.js';
import { PlatformsService } from '@mizan/platforms/platforms.service.js';
import { writeRegisterFile } from './register-file.js';
import type { FileEntry } from './register-file-rules.js';
import { signingKey } from './register-signature.js';
import { RevealsService, type RevealReasonCode } from './reveals.service.js';

/** Writes the entries that stand, readable, into a signed file: the widest reveal there is, recorded as one of each entry. */
@Injectable()
export class RegisterExportService {
  constructor(
    private readonly reveals: RevealsService,
    private readonly platforms: PlatformsService,
    private readonly audit: AuditService,
    @Inject(CONFIG) private readonly config: Pick<Config, 'ENCRYPTION_KEY'>,
    private readonly clock: Clock,
  ) {}

  /** The caller's door asks for a fresh proof of identity. */
  async write(
    manager: EntityManager,
    person: ActingPerson,
    input: { readonly format: 'csv' | 'json'; readonly reason: RevealReasonCode },
  ): Promise<string> {
    mustHold(person, 'protection.reveal');
    const codes = new Map((await this.platforms.list()).map((platform) => [platform.id, platform.code]));
    const standing = await rows<{ id: string; class: string; basis: string | null }>(
      manager,
      `select id, class, basis from protected_person where state <> 'revoked' and sealed_details is not null order by number`,
    );
    const entries: FileEntry[] = [];
    for (const { id, class: who, basis } of standing) {
      await this.reveals.record(manager, person, { entryId: id, reason: input.reason, caseId: null });
      const { details, identifiers } = await this.reveals.open(manager, id);
      entries.push({
        class: who,
        basis,
        name: details.name,
        organisation: details.organisation,
        contact: details.contact,
        note: details.note,
        identifiers: identifiers.map(({ platformId, kind, value }) => ({
          platform: platformId === null ? null : (codes.get(platformId) ?? null),
          kind,
          value,
        })),
        declaration: details.declaration && { ...details.declaration },
      });
    }
    await this.audit.record(manager, person, {
      kind: 'protection.exported',
      target: { kind: 'register', id: null },
      details: { format: input.format, reason: input.reason, entries: entries.length },
    });
    return writeRegisterFile(input.format, entries, signingKey(this.config.ENCRYPTION_KEY), this.clock.now());
  }
}
