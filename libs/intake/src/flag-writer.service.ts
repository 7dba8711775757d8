import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import { CasesService, type Attachment, type FlaggedSubject } from '@mizan/cases/cases.service.js';
import type { Actor } from '@mizan/foundation/acting.js';
import { CONFIG, type Config } from '@mizan/foundation/config.js';
import { sha256 } from '@mizan/foundation/ids.js';
import { keyedHash } from '@mizan/foundation/secrets.js';
import { EvidenceService } from '@mizan/subjects/evidence.service.js';
import { SubjectsService } from '@mizan/subjects/subjects.service.js';
import type { CheckedFlag } from './flag-check.js';
import { insertFlags, reporterIds, type FirstAnswer } from './flag-statements.js';
import type { KnownSource } from './intake-directory.service.js';

/** A flag whose key was taken just now. */
export type FreshFlag = CheckedFlag & { readonly flagId: string; readonly key: string };

/** Writes flags that nobody sent before: subjects, cases, reporters, flags, evidence, in this order for every writer. */
@Injectable()
export class FlagWriterService {
  constructor(
    private readonly subjects: SubjectsService,
    private readonly evidence: EvidenceService,
    private readonly cases: CasesService,
    private readonly audit: AuditService,
    @Inject(CONFIG) private readonly config: Pick<Config, 'IDENTITY_KEY'>,
  ) {}

  /** What each was answered, by the key of the flag. */
  async write(
    manager: EntityManager,
    actor: Actor,
    batch: { source: KnownSource; importId: string | null; flags: readonly FreshFlag[] },
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
      answers.set(item.key, { flagId: item.flagId, caseId, subjectId });
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
        reporterId: reporters.get(item.flag.reporter ?? '') ?? null,
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

  /** Ids by the opaque id that was sent. */
  private async reporters(
    manager: EntityManager,
    sourceId: string,
    flags: readonly CheckedFlag[],
  ): Promise<Map<string, string>> {
    const sent = new Set(flags.flatMap(({ flag }) => flag.reporter ?? []));
    const hashes = new Map([...sent].map((reporter) => [reporter, this.reporterHash(sourceId, reporter)]));
    const ids = await reporterIds(manager, sourceId, [...hashes.values()]);
    return new Map([...hashes].map(([reporter, hash]) => [reporter, ids.get(hash) ?? '']));
  }

  private reporterHash(sourceId: string, reporter: string): string {
    return keyedHash(this.config.IDENTITY_KEY, `reporter ${sourceId}`, reporter).toString('hex');
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

function missing(subjectId: string): never {
  throw new Error(`No case for subject ${subjectId}.`);
}
