import { Module, type OnModuleInit } from '@nestjs/common';
import { AuditModule } from '@mizan/audit/audit.module.js';
import { OutboxService } from '@mizan/audit/outbox.service.js';
import { JobRegistry } from '@mizan/foundation/job-registry.js';
import { AnswerUndoneListener } from './answer-undone.listener.js';
import { AppealLifeProcessor } from './appeal-life.processor.js';
import { AppealsModule } from './appeals.module.js';
import { SecondLookWorkerModule } from './second-look.worker.module.js';

/** What the worker does for appeals. */
@Module({
  imports: [AppealsModule, AuditModule, SecondLookWorkerModule],
  providers: [AppealLifeProcessor, AnswerUndoneListener],
})
export class AppealsWorkerModule implements OnModuleInit {
  constructor(
    private readonly registry: JobRegistry,
    private readonly outbox: OutboxService,
    private readonly life: AppealLifeProcessor,
    private readonly undone: AnswerUndoneListener,
  ) {}

  onModuleInit(): void {
    this.registry.register(this.life);
    this.outbox.listen(this.undone);
  }
}
