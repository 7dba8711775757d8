import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { OutboxListener, PublishedEvent } from '@mizan/audit/outbox.service.js';
import { MEDIA_REPLY_ASKED } from '@mizan/decisions/decisions.events.js';
import { MediaQuestionsService } from './media-questions.service.js';

/** A measure waits for what a media service has to say: the service is told. */
@Injectable()
export class MediaQuestionsListener implements OutboxListener {
  readonly name = 'media-asked';
  readonly topics = [MEDIA_REPLY_ASKED];

  constructor(private readonly questions: MediaQuestionsService) {}

  async handle(manager: EntityManager, event: PublishedEvent): Promise<void> {
    await this.questions.tell(manager, String(event.payload['mediaReplyId']));
  }
}
