import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { Appeal } from '@mizan/appeals/appeal.entity.js';
import { OperationLoader } from '@mizan/foundation/operation-loader.js';

/** Appeals by id, each once in an operation. */
@Injectable()
export class AppealsOfCollateralLoader {
  readonly appeals = new OperationLoader<Appeal>(async (ids) => {
    const found = await this.source.manager.find(Appeal, { where: { id: In([...ids]) } });
    return new Map(found.map((appeal) => [appeal.id, appeal]));
  });

  constructor(private readonly source: DataSource) {}
}
