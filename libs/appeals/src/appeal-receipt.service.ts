import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import type { Actor } from '@mizan/foundation/acting.js';
import { CONFIG, type Config } from '@mizan/foundation/config.js';
import { rows } from '@mizan/foundation/database.js';
import { DeskSettings } from '@mizan/foundation/desk-settings.service.js';
import { violatedConstraint } from '@mizan/foundation/errors.js';
import { newId } from '@mizan/foundation/ids.js';
import { PersonalText } from '@mizan/foundation/personal-text.js';
import { keyedHash } from '@mizan/foundation/secrets.js';
import { NoticesService } from '@mizan/notices/notices.service.js';
import { ProtectionService } from '@mizan/protection/protection.service.js';
import { dueAt, isWithinWindow, windowEnd, type AppealLimits } from './appeal-deadline-rules.js';
import { appealNumber, appealSecret } from './appeal-number-rules.js';
import { stepsOfReceipt } from './appeal-step-rules.js';
import { AppealStepsService } from './appeal-steps.service.js';
import { AppealTargetService, type AppealTarget, type NamedTarget } from './appeal-target.service.js';
import { openAlready, windowClosed } from './appeals.errors.js';
import { APPEAL_RECEIVED, appealEvent } from './appeals.events.js';
import { wordsOf, type AppealContact } from './appeal-words-rules.js';

/** An appeal as it came in, checked for its form. */
export interface ReceivedAppeal extends NamedTarget {
  readonly claimedStatus: string | null;
  /** Language tag of what the person wrote, and of what they will be told. */
  readonly language: string;
  readonly reasons: string;
  readonly contact: AppealContact;
  readonly verifiedBy: 'none' | 'reference' | 'platform' | 'challenge';
  readonly sourceId: string | null;
  readonly externalId: string | null;
  readonly files: readonly ReceivedFile[];
}

/** A file that was kept as a blob; the name is what the person called it. */
export interface ReceivedFile {
  readonly sha256: string;
  readonly mediaType: string;
  readonly byteSize: number;
  readonly name: string;
}

/** What the person keeps: both are needed for the status page. A repeated one is answered as it was the first time. */
export interface AppealReceipt {
  readonly id: string;
  readonly number: string;
  readonly secret: string;
  readonly dueAt: Date;
  readonly repeated: boolean;
}

/** Takes appeals in. What follows (receipt, queue, warnings) are steps that the worker takes. */
@Injectable()
export class AppealReceiptService {
  constructor(
    private readonly targets: AppealTargetService,
    private readonly steps: AppealStepsService,
    private readonly notices: NoticesService,
    private readonly protection: ProtectionService,
    private readonly personal: PersonalText,
    private readonly audit: AuditService,
    private readonly settings: DeskSettings,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Stores the appeal in the caller's transaction. Throws INVALID_INPUT (`reasons`, `language`, …), APPEAL_ABOUT_NOTHING,
   * APPEAL_WINDOW_CLOSED, APPEAL_OPEN_ALREADY.
   */
  async receive(manager: EntityManager, actor: Actor, received: ReceivedAppeal): Promise<AppealReceipt> {
    const words = wordsOf(received);
    const repeated = await this.first(manager, received);
    if (repeated) return repeated;
    const target = await this.targets.find(manager, received);
    const now = await databaseNow(manager);
    const limits = await this.limits(manager);
    const informedAt = target.decisionId
      ? await this.notices.informedAt(manager, { kind: 'decision', id: target.decisionId })
      : null;
    const months = await windowMonths(manager, target.policyId, limits.windowMonths);
    // Who showed no code must not learn from a refusal that there is a decision; the handler omits it then.
    if (received.verifiedBy !== 'none' && !isWithinWindow(now, informedAt, months))
      throw windowClosed(windowEnd(informedAt, months) ?? now);
    const standing = await this.protection.standing(manager, [target.subjectId]);
    const due = dueAt(
      { submittedAt: now, terrorism: target.category === 'terrorism', registerClass: standing.has(target.subjectId) },
      limits,
    );
    const id = newId();
    const number = appealNumber(randomBytes(26));
    const secret = this.secretOf(id);
    const keyId = await this.personal.createKey(manager);
    await this.insert(manager, target, {
      id,
      number,
      secret_hash: this.hashOf(secret).toString('hex'),
      platform_id: received.platformId,
      appellant: received.appellant,
      claimed_status: received.claimedStatus,
      register_class: standing.has(target.subjectId),
      language: words.language,
      key_id: keyId,
      sealed_reasons: (await this.personal.seal(manager, keyId, words.reasons)).toString('hex'),
      sealed_contact: (await this.personal.seal(manager, keyId, JSON.stringify(words.contact))).toString('hex'),
      verified_by: received.verifiedBy,
      source_id: received.sourceId,
      external_id: received.externalId,
      informed_at: informedAt,
      submitted_at: now,
      due_at: due,
    });
    await this.keepFiles(manager, id, keyId, received.files);
    await this.steps.plan(manager, id, stepsOfReceipt(now, due));
    await this.audit.record(manager, actor, {
      kind: 'appeal.received',
      target: { kind: 'appeal', id },
      subjectId: target.subjectId,
      details: {
        basis: target.basis,
        appellant: received.appellant,
        decisionId: target.decisionId,
        verifiedBy: received.verifiedBy,
        files: received.files.length,
      },
      events: [appealEvent(APPEAL_RECEIVED, { id, caseId: null, subjectId: target.subjectId })],
    });
    return { id, number, secret, dueAt: due, repeated: false };
  }

  /** The id of the appeal that number and secret open together; null when they do not. Takes the same time either way. */
  async open(manager: EntityManager, number: string, secret: string): Promise<string | null> {
    const [found] = await rows<{ id: string }>(
      manager,
      'select id from appeal where number = $1 and secret_hash = $2',
      [number, this.hashOf(secret)],
    );
    return found?.id ?? null;
  }

  /** Made from the id and the installation's key, so that a repeated request is given the same again. */
  private secretOf(id: string): string {
    return appealSecret(keyedHash(this.config.IDENTITY_KEY, 'appeal-secret', id));
  }

  private hashOf(secret: string): Buffer {
    return keyedHash(this.config.IDENTITY_KEY, 'appeal-secret-hash', secret);
  }

  /** The receipt of an appeal that came before under this id, which others that come with it now wait for; else null. */
  async first(
    manager: EntityManager,
    received: Pick<ReceivedAppeal, 'platformId' | 'sourceId' | 'externalId'>,
  ): Promise<AppealReceipt | null> {
    if (received.externalId === null) return null;
    await manager.query(`select pg_advisory_xact_lock(hashtextextended('appeal ' || $1::text || ' ' || $2::text, 0))`, [
      received.sourceId ?? received.platformId,
      received.externalId,
    ]);
    const [found] = await rows<{ id: string; number: string; dueAt: Date }>(
      manager,
      `select id, number, due_at as "dueAt" from appeal
       where platform_id = $1 and source_id is not distinct from $2 and external_id = $3`,
      [received.platformId, received.sourceId, received.externalId],
    );
    return found ? { ...found, secret: this.secretOf(found.id), repeated: true } : null;
  }

  private async limits(manager: EntityManager): Promise<AppealLimits> {
    return {
      appealDays: await this.settings.get('appeal_days', manager),
      terrorismDays: await this.settings.get('appeal_terrorism_days', manager),
      registerHours: await this.settings.get('appeal_register_hours', manager),
      windowMonths: await this.settings.get('appeal_window_months', manager),
    };
  }

  private async insert(
    manager: EntityManager,
    target: AppealTarget,
    row: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    try {
      await manager.query(INSERT, [
        JSON.stringify({
          ...row,
          subject_id: target.subjectId,
          decision_id: target.decisionId,
          flag_id: target.flagId,
          basis: target.basis,
        }),
        target.restrictionIds,
      ]);
    } catch (error) {
      if (violatedConstraint(error) === 'appeal_one_open') throw openAlready();
      throw error;
    }
  }

  private async keepFiles(
    manager: EntityManager,
    appealId: string,
    keyId: string,
    files: readonly ReceivedFile[],
  ): Promise<void> {
    for (const file of files)
      await manager.query(
        `insert into appeal_file (appeal_id, blob_sha256, sealed_name, media_type, byte_size)
         values ($1, decode($2, 'hex'), $3, $4, $5)`,
        [appealId, file.sha256, await this.personal.seal(manager, keyId, file.name), file.mediaType, file.byteSize],
      );
  }
}

async function databaseNow(manager: EntityManager): Promise<Date> {
  const [row] = await rows<{ now: Date }>(manager, 'select clock_timestamp() as now');
  if (!row) throw new Error('The database gave no time.');
  return row.now;
}

/** Months of the policy, where it gives more than the desk does. */
async function windowMonths(manager: EntityManager, policyId: string | null, standard: number): Promise<number> {
  if (policyId === null) return standard;
  const [policy] = await rows<{ months: number | null }>(
    manager,
    'select appeal_window_months as months from policy where id = $1',
    [policyId],
  );
  return Math.max(standard, policy?.months ?? 0);
}

const INSERT = `with made as (
    insert into appeal (id, number, secret_hash, platform_id, appellant, subject_id, decision_id, flag_id, basis, claimed_status,
      register_class, language, key_id, sealed_reasons, sealed_contact, verified_by, source_id, external_id, informed_at,
      submitted_at, due_at)
    select id, number, decode(secret_hash, 'hex'), platform_id, appellant, subject_id, decision_id, flag_id, basis, claimed_status,
      register_class, language, key_id, decode(sealed_reasons, 'hex'), decode(sealed_contact, 'hex'), verified_by, source_id,
      external_id, informed_at, submitted_at, due_at
    from jsonb_to_record($1::jsonb) as a(id uuid, number text, secret_hash text, platform_id uuid, appellant text, subject_id uuid,
      decision_id uuid, flag_id uuid, basis text, claimed_status text, register_class boolean, language text, key_id uuid,
      sealed_reasons text, sealed_contact text, verified_by text, source_id uuid, external_id text, informed_at timestamptz,
      submitted_at timestamptz, due_at timestamptz)
    returning id)
  insert into appeal_restriction (appeal_id, restriction_id) select made.id, r from made, unnest($2::uuid[]) r`;
