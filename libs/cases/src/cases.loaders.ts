import { Injectable } from '@nestjs/common';
import { OperationLoader } from '@mizan/foundation/operation-loader.js';
import type { Platform } from '@mizan/platforms/platform.entity.js';
import { PlatformsService } from '@mizan/platforms/platforms.service.js';
import type { Measure } from '@mizan/policies/measure.entity.js';
import { PoliciesService } from '@mizan/policies/policies.service.js';
import type { Policy } from '@mizan/policies/policy.entity.js';
import type { Subject } from '@mizan/subjects/subject.entity.js';
import { SubjectsService } from '@mizan/subjects/subjects.service.js';
import { CareService } from './care.service.js';
import type { CaseNote } from './case-note.entity.js';
import { CaseNotesService } from './case-notes.service.js';
import type { CaseRound } from './case-round.entity.js';
import { CaseReadsService } from './case-reads.service.js';
import { grouped } from './grouped.js';
import type { Queue } from './queue.entity.js';
import { QueuesService } from './queues.service.js';

/** Who has a case on the screen. */
type Present = Awaited<ReturnType<CareService['presentAt']>>[number];

/** What hangs on cases, each once in an operation. */
@Injectable()
export class CasesLoaders {
  readonly subjects: OperationLoader<Subject>;
  readonly platforms: OperationLoader<Platform>;
  readonly policies: OperationLoader<Policy>;
  readonly queues: OperationLoader<Queue>;
  readonly notes: OperationLoader<CaseNote[]>;
  readonly rounds: OperationLoader<CaseRound[]>;
  readonly presence: OperationLoader<Present[]>;
  /** All measures, under the one key `all`. */
  readonly measures: OperationLoader<Measure[]>;

  constructor(
    subjects: SubjectsService,
    platforms: PlatformsService,
    policies: PoliciesService,
    queues: QueuesService,
    notes: CaseNotesService,
    reads: CaseReadsService,
    care: CareService,
  ) {
    this.subjects = new OperationLoader((ids) => subjects.findByIds(ids));
    this.platforms = new OperationLoader(
      async (ids) => new Map((await platforms.findByIds(ids)).map((one) => [one.id, one])),
    );
    this.policies = new OperationLoader((ids) => policies.byIds(ids));
    this.queues = new OperationLoader((ids) => queues.byIds(ids));
    this.notes = new OperationLoader((ids) => notes.ofCases(ids));
    this.rounds = new OperationLoader((ids) => reads.roundsOf(ids));
    this.presence = new OperationLoader(async (ids) => grouped(await care.presentAt(ids), (one) => one.caseId));
    this.measures = new OperationLoader(async (ids) => {
      const all = await policies.measures();
      return new Map(ids.map((id) => [id, all]));
    });
  }
}
