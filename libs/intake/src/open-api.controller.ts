import { Controller, Get } from '@nestjs/common';
import { Public } from '@mizan/foundation/permissions.js';
import { MachineApiService } from './machine-api.service.js';

/** The document by which platforms and referrers integrate. */
@Controller('v1')
export class OpenApiController {
  constructor(private readonly api: MachineApiService) {}

  @Get('openapi.json')
  @Public('the form of requests is no secret, and senders need it before they have a key')
  openApi(): Record<string, unknown> {
    return this.api.document();
  }
}
