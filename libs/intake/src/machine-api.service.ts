import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { CONFIG, type Config } from '@mizan/foundation/config.js';
import { intakeDocument, schemaOf } from './open-api.js';

/** Routes that a lib serves to machines, in the form of OpenAPI 3.1. */
export interface MachineRoutes {
  readonly paths: Readonly<Record<string, object>>;
  /** By the name under which the routes refer to them. */
  readonly schemas: Readonly<Record<string, z.ZodType>>;
}

/** The one document of all that machines send, put together from the libs that take it. */
@Injectable()
export class MachineApiService {
  private readonly routes: MachineRoutes[] = [];

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  add(routes: MachineRoutes): void {
    this.routes.push(routes);
  }

  document(): Record<string, unknown> {
    const schemas = this.routes.flatMap((each) => Object.entries(each.schemas));
    return intakeDocument(this.config.PUBLIC_URL, {
      paths: Object.assign({}, ...this.routes.map((each) => each.paths)),
      schemas: Object.fromEntries(schemas.map(([name, schema]) => [name, schemaOf(schema)])),
    });
  }
}
