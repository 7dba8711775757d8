import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import { CasesService, type Attachment, type FlaggedSubject } from '@mizan/cases/cases.service.js';
import type { Actor } from '@mizan/foundation/acting.js';
import { CONFIG, type Config } from '@mizan/foundation/config.js';
import { inTransaction } from '@mizan/foundation/database.js';
import { newId, sha256 } from '@mizan/foundation/ids.js';
import { keyedHash } from '@mizan/foundation/secrets.js';
import { EvidenceService } from '@mizan/subjects/evidence.service.js';
import { SubjectsService } from '@mizan/subjects/subjects.service.js';
import { checkFlags, type CheckedFlag } from './flag-check.js';
import type { IntakeOrigin } from './flag-check-rules.js';
import type { LineFault } from './flag-schemas.js';
import { countReporters, firstAnswers, flagKey, insertFlags, takeKeys, type FirstAnswer } from './flag-statements.js';
import { IntakeDirectoryService, type KnownSource } from './intake-directory.service.js';
import { sourceRefused } from './intake.errors.js';
import type { ReceivedFlag } from './received-flag.js';

/** Flags written in one transaction (goals 4.2: 1,000 to 5,000). */
export const BATCH = 2_000;
/** Times that a batch is tried again when the database chose it to end a deadlock. */
const ATTEMPTS = 12;

/** What became of one flag. `repeated`: it was received before, and this is the first answer. */
export type FlagAnswer =
  | {
      readonly status: 'accepted';
      readonly repeated: boolean;
      readonly flagId: string;
      readonly caseId: string | null;
      readonly subjectId: string | null;
    }
  | { readonly status: 'refused'; readonly fault: LineFault };

/** Where a batch comes from. */
export interface FlagOrigin {
  readonly sourceId: string | null;
  readonly platformId: string | null;
  readonly defaultPlatformId?: string | null;
  readonly importId?: string | null;
}

/** The one way in for flags: one flag is a batch of one. */
@Injectable()
export class IntakeService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly subjects: SubjectsService,
    private readonly evidence: EvidenceService,
    private readonly cases: CasesService,
    private readonly directory: IntakeDirectoryService,
    @Inject(CONFIG) private readonly config: Pick<Config, 'IDENTITY_KEY'>,
  ) {}

  private readonly audit = new AuditService();

  /**
   * Takes flags in and answers each, in order. Accepted flags stand in a case when this answers; refused ones name their
   * field and do not touch the others. The same external id of the same source is the same flag, for all time. Throws
   * SOURCE_REFUSED when the source may not flag; deadlocks are tried again and do not reach the caller.
   */
  async receive(actor: Actor, origin: FlagOrigin, flags: readonly ReceivedFlag[]): Promise<FlagAnswer[]> {
    const answers: FlagAnswer[] = [];
    for (let from = 0; from < flags.length; from += BATCH) {
      const batch = flags.slice(from, from + BATCH);
      answers.push(
        ...(await inTransaction(this.dataSource, (manager) => this.receiveIn(manager, actor, origin, batch), ATTEMPTS)),
      );
    }
    return answers;
  }

  /** The same for one batch inside the caller's transaction, to be run by `inTransaction`. */
  async receiveIn(
    manager: EntityManager,
    actor: Actor,
    origin: FlagOrigin,
    flags: readonly ReceivedFlag[],
  ): Promise<FlagAnswer[]> {
    const directory = await this.directory.current(manager);
    const source = directory.sources.get(origin.sourceId ?? '');
    if (!source) throw sourceRefused('none');
    if (!source.active) throw sourceRefused('not_active');
    const from: IntakeOrigin = {
      source,
      platformId: origin.platformId,
      defaultPlatformId: origin.defaultPlatformId ?? null,
    };
    const checked = checkFlags(flags, from, directory, (kind, reference) => this.subjects.read(kind, reference));

    const fresh = new Map<string, CheckedFlag & { flagId: string }>();
    for (const item of checked) {
      if ('fault' in item) continue;
      const key = flagKey(item.flag.externalId);
      if (!fresh.has(key)) fresh.set(key, { ...item, flagId: newId() });
    }
    const taken = await takeKeys(
      manager,
      source.id,
      [...fresh].map(([key, { flagId }]) => ({ key, flagId })),
    );
    const first = await firstAnswers(
      manager,
      source.id,
      [...fresh.keys()].filter((key) => !taken.has(key)),
    );
    const list = [...fresh].filter(([key]) => taken.has(key)).map(([, item]) => item);
    const written = await this.write(manager, actor, { source, importId: origin.importId ?? null, flags: list });
    return answersOf(checked, written, first);
  }

  private async write(
    manager: EntityManager,
    actor: Actor,
    batch: { source: KnownSource; importId: string | null; flags: readonly (CheckedFlag & { flagId: string })[] },
  ): Promise<Map<string, FirstAnswer>> {
    const { source, flags } = batch;
    if (flags.length === 0) return new Map();
    const subjectIds = await this.subjects.resolve(
      manager,
      actor,
      flags.map((item) => item.seen),
    );
    const facts = flags.map((item, index) => ({ ...item.flag.facts, subjectId: subjectIds[index] ?? '' }));
    await this.subjects.describe(manager, actor, facts);
    const attached = await this.cases.attachFlags(
      manager,
      actor,
      flags.map((item, index) => flaggedSubject(item, subjectIds[index] ?? '', source)),
    );
    const reporters = await this.reporters(manager, source.id, flags);
    const answers = new Map<string, FirstAnswer>();
    const rows = flags.map((item, index) => {
      const subjectId = subjectIds[index] ?? '';
      const { caseId, round }: Attachment = attached.get(subjectId) ?? missing(subjectId);
      answers.set(flagKey(item.flag.externalId), { flagId: item.flagId, caseId, subjectId });
      return { item, subjectId, caseId, round };
    });
    await insertFlags(
      manager,
      source.id,
      batch.importId,
      rows.map(({ item, subjectId, caseId, round }) => ({
        id: item.flagId,
        platformId: item.seen.platformId,
        subjectId,
        caseId,
        round,
        externalId: item.flag.externalId,
        keyAsReceived: item.flag.subject.url ?? item.flag.subject.handle ?? item.flag.subject.nativeId ?? '',
        reporterId: reporters.get(this.reporterHash(source.id, item.flag.reporter)) ?? null,
        reason: item.flag.reason,
        policyId: item.policy?.id ?? null,
        confidence: item.flag.confidence,
        reference: item.flag.reference,
        details: item.flag.details,
        occurredAt: item.flag.occurredAt,
      })),
    );
    await this.evidence.keep(
      manager,
      rows.flatMap(({ item, subjectId }) =>
        item.flag.evidence.map((piece) => ({
          ...piece,
          platformId: item.seen.platformId,
          subjectId,
          flagId: item.flagId,
        })),
      ),
    );
    await this.record(
      manager,
      actor,
      source.id,
      rows.map(({ item }) => item.flagId),
    );
    return answers;
  }

  private async reporters(
    manager: EntityManager,
    sourceId: string,
    flags: readonly CheckedFlag[],
  ): Promise<Map<string, string>> {
    const counts = new Map<string, number>();
    for (const { flag } of flags) {
      const hash = this.reporterHash(sourceId, flag.reporter);
      if (hash !== '') counts.set(hash, (counts.get(hash) ?? 0) + 1);
    }
    return countReporters(manager, sourceId, counts);
  }

  private reporterHash(sourceId: string, reporter: string | null): string {
    return reporter === null
      ? ''
      : keyedHash(this.config.IDENTITY_KEY, `reporter ${sourceId}`, reporter).toString('hex');
  }

  /** One row for the batch: how many, and a hash over their ids, so that none can be taken away or put in unseen. */
  private record(manager: EntityManager, actor: Actor, sourceId: string, flagIds: readonly string[]): Promise<void> {
    return this.audit.record(manager, actor, {
      kind: 'flags.received',
      target: { kind: 'source', id: sourceId },
      details: { count: flagIds.length, flagsHash: sha256([...flagIds].sort().join('\n')).toString('hex') },
    });
  }
}

function flaggedSubject(item: CheckedFlag, subjectId: string, source: KnownSource): FlaggedSubject {
  return {
    subjectId,
    platformId: item.seen.platformId,
    subjectKind: item.seen.kind,
    sourceKind: source.kind,
    policyId: item.policy?.id ?? null,
    language: item.flag.language ?? item.flag.facts.language ?? null,
    audience: item.flag.facts.audience ?? null,
    category: item.policy?.category ?? 'general',
    flagCount: 1,
    sourceIds: [source.id],
  };
}

/** Every flag of the list with what was answered to its key: by this batch, by an earlier one, or by its first in the list. */
function answersOf(
  checked: readonly (CheckedFlag | { fault: LineFault })[],
  written: ReadonlyMap<string, FirstAnswer>,
  first: ReadonlyMap<string, FirstAnswer>,
): FlagAnswer[] {
  const answered = new Set<string>();
  return checked.map((item) => {
    if ('fault' in item) return { status: 'refused', fault: item.fault };
    const key = flagKey(item.flag.externalId);
    const mine = written.get(key);
    const repeated = mine === undefined || answered.has(key);
    answered.add(key);
    const answer = mine ?? first.get(key);
    if (!answer) throw new Error('A flag has neither been written nor been there.');
    return { status: 'accepted', repeated, ...answer };
  });
}

function missing(subjectId: string): never {
  throw new Error(`No case for subject ${subjectId}.`);
}
