import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import { mustHold, type ActingPerson } from '@mizan/foundation/acting.js';
import { CONFIG, type Config } from '@mizan/foundation/config.js';
import { AppError } from '@mizan/foundation/errors.js';
import { PlatformsService } from '@mizan/platforms/platforms.service.js';
import { CollateralBasis, CollateralClass } from './collateral-class.entity.js';
import type { EntryInput } from './entry-input-rules.js';
import { IdentifiersService } from './identifiers.service.js';
import { fileRefused } from './protection.errors.js';
import { readRegisterFile } from './register-file.js';
import type { FileEntry } from './register-file-rules.js';
import { signerOf, signingKey } from './register-signature.js';
import { RegisterService } from './register.service.js';
import { MEDIA_DECLARATION } from './reveals.service.js';

/** Entries in one file. */
export const MAX_FILE_ENTRIES = 500;

export type ImportFault = { readonly line: number; readonly field: string; readonly message: string };
export type ImportReport = {
  /** `own`, `other` (with the public key in `signer`), or `none`. */
  readonly signed: 'own' | 'other' | 'none';
  readonly signer: string | null;
  readonly imported: number;
  /** Lines whose names are all in the register already. */
  readonly known: number;
  readonly faults: readonly ImportFault[];
};

/** Declares what a file holds. Whoever signed it: two people here verify every entry before it is protected. */
@Injectable()
export class RegisterImportService {
  constructor(
    private readonly register: RegisterService,
    private readonly identifiers: IdentifiersService,
    private readonly platforms: PlatformsService,
    private readonly audit: AuditService,
    @Inject(CONFIG) private readonly config: Pick<Config, 'ENCRYPTION_KEY'>,
  ) {}

  /** Good lines are declared, bad ones are told with line and field. Throws REGISTER_FILE_REFUSED (`reason`) for the whole file. */
  async read(manager: EntityManager, person: ActingPerson, text: string): Promise<ImportReport> {
    mustHold(person, 'protection.declare');
    const file = readRegisterFile(text);
    if ('refused' in file) throw fileRefused(file.refused, file.message);
    if (file.lines.length > MAX_FILE_ENTRIES) throw fileRefused('too_long', `Up to ${MAX_FILE_ENTRIES} entries.`);
    const codes = new Map((await this.platforms.list()).map((platform) => [platform.code, platform.id]));
    const faults: ImportFault[] = [];
    let [imported, known] = [0, 0];
    for (const line of file.lines) {
      if (!('entry' in line)) faults.push(line);
      else {
        const input = asInput(line.entry, codes);
        const outcome = 'field' in input ? [input] : await this.declare(manager, person, input);
        if (outcome === 'known') known += 1;
        else if (outcome === 'declared') imported += 1;
        else faults.push(...outcome.map((fault) => ({ line: line.line, ...fault })));
      }
    }
    const signer = file.signer.kind === 'none' ? null : file.signer.signer;
    const own = signer === signerOf(signingKey(this.config.ENCRYPTION_KEY));
    const report = {
      signed: signer === null ? 'none' : own ? 'own' : 'other',
      signer,
      imported,
      known,
      faults,
    } as const;
    await this.audit.record(manager, person, {
      kind: 'protection.imported',
      target: { kind: 'register', id: null },
      details: { signed: report.signed, signer, imported, known, faults: faults.length },
    });
    return report;
  }

  private async declare(
    manager: EntityManager,
    person: ActingPerson,
    input: EntryInput,
  ): Promise<'declared' | 'known' | { field: string; message: string }[]> {
    const { read, faults } = await this.identifiers.read(input.identifiers);
    if (faults.length === 0 && read.length > 0 && (await this.identifiers.areKnown(manager, read))) return 'known';
    try {
      await this.register.declare(manager, person, input, 'import');
      return 'declared';
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const { fields, messages } = error.details;
      if (!Array.isArray(fields) || !Array.isArray(messages)) throw error;
      return fields.map((field: string, place) => ({ field, message: String(messages[place] ?? error.message) }));
    }
  }
}

function asInput(
  entry: FileEntry,
  platforms: ReadonlyMap<string, string>,
): EntryInput | { field: string; message: string } {
  if (!(entry.class in CollateralClass)) return { field: 'class', message: 'There is no such class.' };
  if (entry.basis !== null && !(entry.basis in CollateralBasis))
    return { field: 'basis', message: 'There is no such basis.' };
  const declaration = MEDIA_DECLARATION.nullable().safeParse(entry.declaration);
  if (!declaration.success) {
    const [issue] = declaration.error.issues;
    return { field: ['declaration', ...(issue?.path ?? [])].join('.'), message: issue?.message ?? 'Not understood.' };
  }
  const unknown = entry.identifiers.find(({ platform }) => platform !== null && !platforms.has(platform));
  if (unknown) return { field: 'identifiers', message: 'There is no platform of this code.' };
  const { name, organisation, contact, note } = entry;
  return {
    class: entry.class,
    basis: entry.basis,
    details: { name, organisation, contact, note, declaration: declaration.data },
    identifiers: entry.identifiers.map(({ platform, kind, value }) => ({
      platformId: platform === null ? null : (platforms.get(platform) ?? null),
      kind,
      value,
      subjectKind: null,
    })),
  };
}
