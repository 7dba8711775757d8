import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { systemActor } from '@mizan/foundation/acting.js';
import { inTransaction, rows } from '@mizan/foundation/database.js';
import { DeskSettings } from '@mizan/foundation/desk-settings.service.js';
import { invalid } from '@mizan/foundation/errors.js';
import { hashId, isId } from '@mizan/foundation/ids.js';
import { NoticesService, type Redeemed } from '@mizan/notices/notices.service.js';
import {
  isReferenceFault,
  SubjectsService,
  type KeyPlatform,
  type ReadReference,
} from '@mizan/subjects/subjects.service.js';
import { AppealReceiptService } from './appeal-receipt.service.js';
import type { NamedTarget } from './appeal-target.service.js';
import { PublicFilesService } from './public-files.service.js';
import type { AppealForm } from './public-form-rules.js';
import { PublicGate } from './public-gate.js';
import type { KnownReference } from './public-form-page.js';
import type { PublicLanguage } from './public-language-rules.js';
import type { KeptFile } from './public-token-rules.js';

const PAGE = systemActor('appeal-page');

export interface FiledAppeal {
  readonly number: string;
  readonly secret: string;
  /** Null when the person showed no code: nothing is said of the account then (settled 28). */
  readonly dueAt: Date | null;
  readonly usualDays: number;
}

/** A form that was checked by itself. */
export interface FiledForm {
  /** Sending the same form twice is one appeal. */
  readonly formId: string;
  readonly form: AppealForm;
  readonly language: PublicLanguage;
  readonly files: readonly KeptFile[];
}

/** Makes appeals of what people fill in on the public form. */
@Injectable()
export class PublicFilingService {
  constructor(
    private readonly receipts: AppealReceiptService,
    private readonly notices: NoticesService,
    private readonly subjects: SubjectsService,
    private readonly files: PublicFilesService,
    private readonly gate: PublicGate,
    private readonly settings: DeskSettings,
  ) {}

  platforms(): Promise<{ id: string; name: string; kind: KeyPlatform }[]> {
    return rows(this.files.source.manager, 'select id, name, kind from platform order by name, id');
  }

  /** The notice behind a code that was not used yet; nothing of the decision is given. */
  async known(reference: string): Promise<KnownReference | null> {
    if (reference.trim() === '') return null;
    const found = await this.notices.lookUp(this.files.source.manager, reference.slice(0, 100));
    if (!found || found.used || !isAppealable(found)) return null;
    const [notice] = await rows<KnownReference>(
      this.files.source.manager,
      `select n.number::text as notice, p.name as platform from notice n join platform p on p.id = n.platform_id where n.id = $1`,
      [found.noticeId],
    );
    return notice ?? null;
  }

  /**
   * Files the appeal. Throws INVALID_INPUT (`reference`, `platform`, `subject`, `report`, `files`), RATE_LIMITED, and what
   * AppealReceiptService.receive throws.
   */
  async file(filed: FiledForm): Promise<FiledAppeal> {
    const { form } = filed;
    const subject = form.reference.trim() === '' && form.about === 'affected' ? await this.readSubject(form) : null;
    if (subject) await this.gate.admitSubject(hashId(subject.platformId, ...keysOf(subject.read)));
    return inTransaction(this.files.source, async (manager) => {
      const externalId = `page-${filed.formId}`;
      const before = await filedBefore(manager, externalId);
      const target = before ?? (await this.targetOf(manager, form, subject));
      if (!before && !(await this.files.name(manager, filed.files)))
        throw invalid('files', 'A file is kept no longer.');
      const verifiedBy = before?.verifiedBy ?? (form.reference.trim() === '' ? 'none' : 'reference');
      const receipt = await this.receipts.receive(manager, PAGE, {
        ...target,
        claimedStatus: form.claimed === '' ? null : form.claimed,
        language: filed.language,
        reasons: form.reasons,
        contact: { email: form.email },
        verifiedBy,
        sourceId: null,
        externalId,
        files: filed.files,
      });
      const usualDays = await this.settings.get('appeal_days', manager);
      return {
        number: receipt.number,
        secret: receipt.secret,
        dueAt: verifiedBy === 'none' ? null : receipt.dueAt,
        usualDays,
      };
    });
  }

  private async targetOf(manager: EntityManager, form: AppealForm, subject: NamedSubject | null): Promise<NamedTarget> {
    const nothing = { subjectId: null, decisionId: null, flagId: null, restrictionIds: null };
    if (form.reference.trim() !== '') {
      const redeemed = await this.notices.redeem(manager, form.reference);
      if (!redeemed || !isAppealable(redeemed))
        throw invalid('reference', 'This code is not right, or was used before.');
      const { platformId, subjectId, about } = redeemed;
      return about.kind === 'flag'
        ? { ...nothing, appellant: 'reporter', platformId, flagId: about.id }
        : { ...nothing, appellant: 'affected', platformId, subjectId, decisionId: about.id };
    }
    if (subject) {
      const [subjectId] = await this.subjects.resolve(manager, PAGE, [
        { platformId: subject.platformId, ...subject.read },
      ]);
      return { ...nothing, appellant: 'affected', platformId: subject.platformId, subjectId: subjectId ?? null };
    }
    const platformId = await this.platformOf(form);
    return {
      ...nothing,
      appellant: 'reporter',
      platformId: platformId.id,
      flagId: await refusedFlag(manager, platformId.id, form.report),
    };
  }

  private async readSubject(form: AppealForm): Promise<NamedSubject> {
    const platform = await this.platformOf(form);
    const named = form.subject.trim();
    const asUrl = /[/:]/.test(named) && !/^[@#!]/.test(named);
    const read = this.subjects.read(platform.kind, asUrl ? { url: named } : { handle: named });
    if (isReferenceFault(read)) throw invalid('subject', read.message);
    return { platformId: platform.id, read };
  }

  private async platformOf(form: AppealForm): Promise<{ id: string; kind: KeyPlatform }> {
    const found = (await this.platforms()).find((each) => each.id === form.platform);
    if (!found) throw invalid('platform', 'No such platform.');
    return found;
  }
}

interface NamedSubject {
  readonly platformId: string;
  readonly read: ReadReference;
}

function keysOf(read: ReadReference): string[] {
  return read.keys.map((key) => `${key.kind} ${key.value}`);
}

/** Decisions and refused reports can be appealed by the code of their notice. */
function isAppealable({ about, subjectId }: Redeemed): boolean {
  return about.kind === 'flag' || (about.kind === 'decision' && subjectId !== null);
}

/** What the same form made, if it was sent before. */
async function filedBefore(manager: EntityManager, externalId: string): Promise<FiledBefore | undefined> {
  await manager.query(`select pg_advisory_xact_lock(hashtextextended('appeal form ' || $1::text, 0))`, [externalId]);
  const [found] = await rows<FiledBefore>(
    manager,
    `select a.platform_id as "platformId", a.appellant, a.subject_id as "subjectId", a.decision_id as "decisionId",
       a.flag_id as "flagId", null as "restrictionIds", a.verified_by as "verifiedBy"
     from platform p join appeal a on a.platform_id = p.id and a.source_id is null and a.external_id = $1`,
    [externalId],
  );
  return found;
}

type FiledBefore = NamedTarget & { readonly verifiedBy: 'none' | 'reference' | 'platform' | 'challenge' };

/** By the number under which the reporter knows it, as their notice names it. */
async function refusedFlag(manager: EntityManager, platformId: string, report: string): Promise<string> {
  const named = report.trim();
  const found = await rows<{ id: string }>(
    manager,
    `select id from flag where platform_id = $1 and (external_id = $2 or id = $3::uuid) order by received_at desc limit 2`,
    [platformId, named, isId(named) ? named : null],
  );
  const [only, another] = found;
  if (!only || another) throw invalid('report', 'No refused report has this number.');
  return only.id;
}
