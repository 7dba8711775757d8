import { Injectable } from '@nestjs/common';
import { OperationLoader } from '@mizan/foundation/operation-loader.js';
import { PoliciesService } from './policies.service.js';
import type { PolicyVersion } from './policy-version.entity.js';

/** What hangs on policies, each once in an operation. */
@Injectable()
export class PoliciesLoaders {
  /** Versions by policy id, the newest first. */
  readonly versions: OperationLoader<PolicyVersion[]>;

  constructor(service: PoliciesService) {
    this.versions = new OperationLoader((ids) => service.versionsOf(ids));
  }
}
