import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingKey } from '@mizan/foundation/acting.js';
import { RequiresScope } from '@mizan/foundation/permissions.js';
import { MachineLinesService } from '@mizan/intake/machine-lines.service.js';
import { AppealIntakeService } from './appeal-intake.service.js';
import { appealLine } from './appeal-schemas.js';

/** What platforms send and ask about appeals. */
@Controller('v1/appeals')
@RequiresScope('appeals')
export class AppealsController {
  constructor(
    private readonly lines: MachineLinesService,
    private readonly intake: AppealIntakeService,
  ) {}

  /** One object, a list, or NDJSON; each line is answered with what the person keeps, or the field that was wrong. */
  @Post()
  async file(@Acting() key: ActingKey, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.lines.answer(request, reply, (items) =>
      this.lines.check(items, appealLine, (list) => this.intake.receive(key, list)),
    );
  }

  /** Where one stands. Throws NOT_FOUND. */
  @Get(':number')
  state(@Acting() key: ActingKey, @Param('number') number: string): Promise<Record<string, unknown>> {
    return this.intake.state(key, number);
  }
}
