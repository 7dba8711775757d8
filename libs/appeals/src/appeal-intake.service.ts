import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { ActingKey } from '@mizan/foundation/acting.js';
import { CONFIG, type Config } from '@mizan/foundation/config.js';
import { inTransaction, rows } from '@mizan/foundation/database.js';
import { AppError, invalid, notFound } from '@mizan/foundation/errors.js';
import { FlagsService } from '@mizan/intake/flags.service.js';
import type { LineResult } from '@mizan/intake/machine-lines.service.js';
import { NoticesService } from '@mizan/notices/notices.service.js';
import { isReferenceFault, SubjectsService, type KeyPlatform } from '@mizan/subjects/subjects.service.js';
import { AppealFilesService } from './appeal-files.service.js';
import { readNumber } from './appeal-number-rules.js';
import { AppealReceiptService, type AppealReceipt, type ReceivedAppeal } from './appeal-receipt.service.js';
import type { AppealLine } from './appeal-schemas.js';
import type { NamedTarget } from './appeal-target.service.js';
import { aboutNothing, referenceUnknown } from './appeals.errors.js';

interface SpokenOf {
  readonly id: string;
  readonly kind: KeyPlatform;
  /** The key is the platform's own: it says who its people are. */
  readonly vouches: boolean;
}

type Named = NamedTarget & { readonly verifiedBy: ReceivedAppeal['verifiedBy'] };

/** Appeals that platforms send for their people and reporters. */
@Injectable()
export class AppealIntakeService {
  constructor(
    private readonly source: DataSource,
    private readonly receipts: AppealReceiptService,
    private readonly notices: NoticesService,
    private readonly subjects: SubjectsService,
    private readonly files: AppealFilesService,
    private readonly flags: FlagsService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Each by itself, in order; what is refused names its field and does not touch the others. */
  async receive(key: ActingKey, lines: readonly AppealLine[]): Promise<LineResult[]> {
    const answers: LineResult[] = [];
    for (const line of lines) answers.push(await this.receiveOne(key, line));
    return answers;
  }

  /** Of an appeal on the key's platform. Throws NOT_FOUND, also for those of other platforms. */
  async state(key: ActingKey, number: string): Promise<Record<string, unknown>> {
    const [found] = await rows<Record<string, unknown>>(this.source.manager, STATE, [
      readNumber(number) ?? '',
      key.sourceId,
      key.platformId,
    ]);
    if (!found) throw notFound('appeal');
    return found;
  }

  private async receiveOne(key: ActingKey, line: AppealLine): Promise<LineResult> {
    try {
      const receipt = await inTransaction(this.source, (manager) => this.file(manager, key, line), {
        repeatable: true,
      });
      return {
        status: 'accepted',
        repeated: receipt.repeated,
        number: receipt.number,
        secret: receipt.secret,
        due_at: receipt.dueAt.toISOString(),
        status_url: `${this.config.PUBLIC_URL}/appeal/status?n=${receipt.number}`,
      };
    } catch (error) {
      if (!(error instanceof AppError) || error.kind === 'unavailable') throw error;
      const { field } = error.details;
      return {
        status: 'refused',
        error: { field: typeof field === 'string' ? field : null, code: error.code, message: error.message },
      };
    }
  }

  private async file(manager: EntityManager, key: ActingKey, line: AppealLine): Promise<AppealReceipt> {
    const platform = await this.platformOf(manager, key, line.platform ?? null);
    const origin = { platformId: platform.id, sourceId: key.sourceId, externalId: line.external_id };
    // Before anything is looked up: the reference of a replay was used by the first.
    const first = await this.receipts.first(manager, origin);
    if (first) return first;
    const named = await this.named(manager, key, platform, line);
    return this.receipts.receive(manager, key, {
      ...named,
      sourceId: key.sourceId,
      externalId: line.external_id,
      claimedStatus: line.claimed_status ?? null,
      language: line.language,
      reasons: line.reasons,
      contact: {
        ...(line.contact?.name === undefined ? {} : { name: line.contact.name }),
        ...(line.contact?.email === undefined ? {} : { email: line.contact.email }),
      },
      files: await this.files.keep(manager, line.evidence ?? []),
    });
  }

  private async named(manager: EntityManager, key: ActingKey, platform: SpokenOf, line: AppealLine): Promise<Named> {
    const base = {
      platformId: platform.id,
      decisionId: line.decision_id ?? null,
      restrictionIds: null,
      verifiedBy: platform.vouches ? ('platform' as const) : ('none' as const),
    };
    if (line.reference !== undefined) return this.byReference(manager, base, line.reference);
    if (line.subject !== undefined) {
      const { url, handle, native_id: nativeId, kind } = line.subject;
      const read = this.subjects.read(platform.kind, {
        url: url ?? null,
        handle: handle ?? null,
        nativeId: nativeId ?? null,
        kind: kind ?? null,
      });
      if (isReferenceFault(read)) throw new AppError(read.code, 'invalid', read.message, { field: 'subject' });
      const [subjectId] = await this.subjects.resolve(manager, key, [{ platformId: platform.id, ...read }]);
      return { ...base, appellant: 'affected', subjectId: subjectId ?? null, flagId: null };
    }
    const flagId = line.flag_id ?? (await this.flagOf(manager, key, line.flag_external_id ?? ''));
    return { ...base, appellant: 'reporter', subjectId: null, flagId };
  }

  private async byReference(
    manager: EntityManager,
    base: Omit<Named, 'appellant' | 'subjectId' | 'flagId'>,
    reference: string,
  ): Promise<Named> {
    const redeemed = await this.notices.redeem(manager, reference);
    if (!redeemed || redeemed.platformId !== base.platformId) throw referenceUnknown();
    const verified = { ...base, verifiedBy: 'reference' as const };
    if (redeemed.about.kind === 'flag')
      return { ...verified, appellant: 'reporter', subjectId: null, flagId: redeemed.about.id };
    return {
      ...verified,
      appellant: 'affected',
      subjectId: redeemed.subjectId,
      decisionId: redeemed.decisionId ?? base.decisionId,
      flagId: null,
    };
  }

  private async flagOf(manager: EntityManager, key: ActingKey, externalId: string): Promise<string> {
    if (key.sourceId === null) throw invalid('flag_external_id', 'This key belongs to no source.');
    const found = await this.flags.idOf(manager, key.sourceId, externalId);
    if (found === null) throw aboutNothing('flag_external_id');
    return found;
  }

  private async platformOf(manager: EntityManager, key: ActingKey, code: string | null): Promise<SpokenOf> {
    const [found] = await rows<SpokenOf & { own: string | null }>(manager, PLATFORM, [
      code,
      key.platformId,
      key.sourceId,
    ]);
    if (!found)
      throw code === null
        ? new AppError('MISSING', 'invalid', 'is missing', { field: 'platform' })
        : new AppError('NOT_FOUND', 'invalid', 'No such platform.', { field: 'platform' });
    if (found.own !== null && found.own !== found.id)
      throw new AppError('FORBIDDEN', 'invalid', 'This key may not speak of that platform.', { field: 'platform' });
    return found;
  }
}

/** $1 code or null, $2 platform of the key, $3 source of the key. */
const PLATFORM = `with own as (select coalesce($2::uuid, (select platform_id from source where id = $3::uuid)) as id)
  select p.id, p.kind, own.id as own, own.id is not null and own.id = p.id as vouches from own
  join platform p on case when $1::text is null then p.id = own.id else p.code = $1 end`;

/** $1 number, $2 source, $3 platform of the key. What a hold keeps from the person is kept from those who would tell them. */
const STATE = `select a.number, a.external_id, a.state, a.waiting_for_answer,
    case when shown.it then a.outcome end as outcome, a.submitted_at, a.due_at,
    case when shown.it then a.decided_at end as decided_at, case when shown.it then a.closed_at end as closed_at
  from appeal a left join decision d on d.id = a.decision_id
  cross join lateral (select a.state in ('executing', 'closed', 'out_of_court')
    and (d.disclosure_hold_until is null or d.disclosure_hold_until <= clock_timestamp()) as it) shown
  where a.number = $1 and (a.source_id = $2 or a.platform_id = $3
    or a.platform_id = (select platform_id from source where id = $2))`;
