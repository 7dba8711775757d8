import { Injectable } from '@nestjs/common';
import { OperationLoader } from '@mizan/foundation/operation-loader.js';
import type { Platform } from '@mizan/platforms/platform.entity.js';
import { PlatformsService } from '@mizan/platforms/platforms.service.js';
import type { Evidence } from './evidence.entity.js';
import { EvidenceService } from './evidence.service.js';
import type { Subject } from './subject.entity.js';
import { SubjectsService } from './subjects.service.js';

/** Subjects, their platforms and evidence by id, each once in an operation (its GraphQL context). */
@Injectable()
export class SubjectLoadersService {
  readonly subjects: OperationLoader<Subject>;
  readonly platforms: OperationLoader<Platform>;
  readonly evidence: OperationLoader<Evidence>;

  constructor(subjects: SubjectsService, platforms: PlatformsService, evidence: EvidenceService) {
    this.subjects = new OperationLoader((ids) => subjects.findByIds(ids));
    this.evidence = new OperationLoader((ids) => evidence.findByIds(ids));
    this.platforms = new OperationLoader(
      async (ids) => new Map((await platforms.findByIds(ids)).map((platform) => [platform.id, platform])),
    );
  }
}
