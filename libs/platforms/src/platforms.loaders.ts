import { Injectable } from '@nestjs/common';
import { OperationLoader } from '@mizan/foundation/operation-loader.js';
import type { Platform } from './platform.entity.js';
import { PlatformsService } from './platforms.service.js';

/** Platforms by id, each once in an operation. */
@Injectable()
export class PlatformsLoaders {
  readonly platforms: OperationLoader<Platform>;

  constructor(service: PlatformsService) {
    this.platforms = new OperationLoader(
      async (ids) => new Map((await service.findByIds(ids)).map((one) => [one.id, one])),
    );
  }
}
