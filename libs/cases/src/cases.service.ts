import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '@mizan/foundation/acting.js';
import { AttachService, type Attachment } from './attach.service.js';
import type { FlaggedSubject } from './attach-rules.js';

export type { Attachment } from './attach.service.js';
export type { FlaggedSubject } from './attach-rules.js';

/** What the libs above ask of cases: bringing flags in, deciding, closing. */
@Injectable()
export class CasesService {
  constructor(private readonly attaching: AttachService) {}

  /** See AttachService.attach. */
  attachFlags(
    manager: EntityManager,
    actor: Actor,
    items: readonly FlaggedSubject[],
  ): Promise<Map<string, Attachment>> {
    return this.attaching.attach(manager, actor, items);
  }
}
