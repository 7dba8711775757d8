import { Injectable } from '@nestjs/common';
import { actingIn } from '@mizan/foundation/acting.decorator.js';
import { OperationLoader } from '@mizan/foundation/operation-loader.js';
import type { Platform } from '@mizan/platforms/platform.entity.js';
import { PlatformsService } from '@mizan/platforms/platforms.service.js';
import type { Evidence } from './evidence.entity.js';
import { EvidenceService } from './evidence.service.js';
import { SubjectAccessService } from './subject-access.service.js';
import { Subject } from './subject.entity.js';
import { SubjectsService } from './subjects.service.js';

/**
 * Subjects, their platforms and evidence by id, each once in an operation (its GraphQL context). A subject that the acting
 * person may not see is veiled: its id, which whatever named it says anyway, and nothing else.
 */
@Injectable()
export class SubjectLoadersService {
  readonly subjects: OperationLoader<Subject>;
  readonly platforms: OperationLoader<Platform>;
  readonly evidence: OperationLoader<Evidence>;

  constructor(
    subjects: SubjectsService,
    platforms: PlatformsService,
    evidence: EvidenceService,
    access: SubjectAccessService,
  ) {
    this.subjects = new OperationLoader(async (ids, operation) => {
      const acting = actingIn(operation);
      const hidden = await access.hidden(acting?.kind === 'person' ? acting : null, ids);
      const found = await subjects.findByIds(ids);
      return new Map([...found].map(([id, one]) => [id, hidden.has(id) ? veiled(one) : one]));
    });
    this.evidence = new OperationLoader((ids) => evidence.findByIds(ids));
    this.platforms = new OperationLoader(
      async (ids) => new Map((await platforms.findByIds(ids)).map((platform) => [platform.id, platform])),
    );
  }
}

function veiled(subject: Subject): Subject {
  return Object.assign(new Subject(), subject, {
    veiled: true,
    nativeId: null,
    handle: null,
    title: null,
    description: null,
    audience: null,
    language: null,
    verifiedBadge: false,
    createdOnPlatformAt: null,
    mergedInto: null,
  });
}
