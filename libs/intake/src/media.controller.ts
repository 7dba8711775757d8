import { Controller, HttpCode, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingKey } from '@mizan/foundation/acting.js';
import type { BlobInfo } from '@mizan/foundation/blobs/blobs.js';
import { RequiresScope } from '@mizan/foundation/permissions.js';
import { mediaRefused } from './intake.errors.js';
import { IntakeService } from './intake.service.js';
import { MEDIA_LIMIT_BYTES } from './media-intake-rules.js';
import { MediaIntakeService } from './media-intake.service.js';
import { wholeBody } from './streamed-bodies.js';

/** Takes the files that evidence of flags names. */
@Controller('v1/media')
export class MediaController {
  constructor(
    private readonly intake: IntakeService,
    private readonly media: MediaIntakeService,
  ) {}

  /** The body is the file itself; its type is read from its bytes. Throws MEDIA_REFUSED, SOURCE_REFUSED. */
  @Post()
  @HttpCode(201)
  @RequiresScope('flags')
  async keep(@Acting() key: ActingKey, @Req() request: FastifyRequest): Promise<BlobInfo> {
    await this.intake.mustFlag({ sourceId: key.sourceId, platformId: key.platformId });
    const bytes = await wholeBody(request, MEDIA_LIMIT_BYTES);
    if (bytes === null) throw mediaRefused('too_large', { limitBytes: MEDIA_LIMIT_BYTES });
    return this.media.keep(key, key.sourceId, bytes);
  }
}
