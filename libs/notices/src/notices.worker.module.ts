import { Module, type OnModuleInit } from '@nestjs/common';
import { AuditModule } from '@mizan/audit/audit.module.js';
import { OutboxService } from '@mizan/audit/outbox.service.js';
import { PlatformPaceService } from '@mizan/decisions/platform-pace.service.js';
import { JobRegistry } from '@mizan/foundation/job-registry.js';
import { PlatformsModule } from '@mizan/platforms/platforms.module.js';
import { MailerService } from './mailer.service.js';
import { MediaQuestionsListener } from './media-questions.listener.js';
import { MediaQuestionsService } from './media-questions.service.js';
import { NoticeDeliveryService } from './notice-delivery.service.js';
import { NoticeSendingService } from './notice-sending.service.js';
import { NoticesListener } from './notices.listener.js';
import { NoticesModule } from './notices.module.js';
import { NoticesProcessor } from './notices.processor.js';
import { RefusalsListener } from './refusals.listener.js';
import { RefusalsService } from './refusals.service.js';
import { StatementMakingService } from './statement-making.service.js';
import { StatementsListener } from './statements.listener.js';

/** What the worker does for notices: makes statements, tells reporters and media services, delivers. */
@Module({
  imports: [NoticesModule, AuditModule, PlatformsModule],
  providers: [
    MailerService,
    NoticeDeliveryService,
    NoticeSendingService,
    PlatformPaceService,
    StatementMakingService,
    RefusalsService,
    MediaQuestionsService,
    NoticesProcessor,
    NoticesListener,
    StatementsListener,
    RefusalsListener,
    MediaQuestionsListener,
  ],
})
export class NoticesWorkerModule implements OnModuleInit {
  constructor(
    private readonly registry: JobRegistry,
    private readonly outbox: OutboxService,
    private readonly processor: NoticesProcessor,
    private readonly due: NoticesListener,
    private readonly statements: StatementsListener,
    private readonly refusals: RefusalsListener,
    private readonly media: MediaQuestionsListener,
  ) {}

  onModuleInit(): void {
    this.registry.register(this.processor);
    for (const listener of [this.due, this.statements, this.refusals, this.media]) this.outbox.listen(listener);
  }
}
