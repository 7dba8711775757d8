import { Injectable } from '@nestjs/common';
import { OperationLoader } from '@mizan/foundation/operation-loader.js';
import { PoliciesService } from '@mizan/policies/policies.service.js';
import type { Policy } from '@mizan/policies/policy.entity.js';
import type { Source } from '@mizan/platforms/source.entity.js';
import { SourcesService } from '@mizan/platforms/sources.service.js';
import type { Evidence } from '@mizan/subjects/evidence.entity.js';
import { EvidenceService } from '@mizan/subjects/evidence.service.js';
import { FlagsService } from './flags.service.js';
import type { Reporter } from './reporter.entity.js';

/** What flags point at, each once in an operation. */
@Injectable()
export class IntakeLoaders {
  readonly sources: OperationLoader<Source>;
  readonly policies: OperationLoader<Policy>;
  readonly reporters: OperationLoader<Reporter>;
  readonly flagsLastHour: OperationLoader<number>;
  readonly evidence: OperationLoader<Evidence[]>;

  constructor(sources: SourcesService, policies: PoliciesService, flags: FlagsService, evidence: EvidenceService) {
    this.policies = new OperationLoader((ids) => policies.byIds(ids));
    this.sources = new OperationLoader(
      async (ids) => new Map((await sources.findByIds(ids)).map((source) => [source.id, source])),
    );
    this.reporters = new OperationLoader((ids) => flags.reportersById(ids));
    this.flagsLastHour = new OperationLoader((ids) => flags.flagsLastHour(ids));
    this.evidence = new OperationLoader((ids) => evidence.ofFlags(ids));
  }
}
