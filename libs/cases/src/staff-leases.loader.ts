import { Injectable } from '@nestjs/common';
import { OperationLoader } from '@mizan/foundation/operation-loader.js';
import { LeasesService } from './leases.service.js';

/** How many cases each person holds, once in an operation. */
@Injectable()
export class StaffLeasesLoader {
  readonly counts: OperationLoader<number>;

  constructor(leases: LeasesService) {
    this.counts = new OperationLoader((ids) => leases.countsOf(ids));
  }
}
