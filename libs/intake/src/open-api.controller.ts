import { Controller, Get, Inject } from '@nestjs/common';
import { CONFIG, type Config } from '@mizan/foundation/config.js';
import { Public } from '@mizan/foundation/permissions.js';
import { intakeDocument } from './open-api.js';

/** The document by which platforms and referrers integrate. */
@Controller('v1')
export class OpenApiController {
  private readonly document: Record<string, unknown>;

  constructor(@Inject(CONFIG) config: Config) {
    this.document = intakeDocument(config.PUBLIC_URL);
  }

  @Get('openapi.json')
  @Public('the form of requests is no secret, and senders need it before they have a key')
  openApi(): Record<string, unknown> {
    return this.document;
  }
}
