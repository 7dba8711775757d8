import { Module, type OnModuleInit } from '@nestjs/common';
import { AuditModule } from '@mizan/audit/audit.module.js';
import { OutboxService } from '@mizan/audit/outbox.service.js';
import { JobRegistry } from '@mizan/foundation/job-registry.js';
import { ProtectedStepsProcessor } from './protected-steps.processor.js';
import { ProtectionModule } from './protection.module.js';
import { RematchListener } from './rematch.listener.js';

/** What the worker does for protection: reminders, the end of terms, matching anew. */
@Module({ imports: [ProtectionModule, AuditModule], providers: [ProtectedStepsProcessor, RematchListener] })
export class ProtectionWorkerModule implements OnModuleInit {
  constructor(
    private readonly registry: JobRegistry,
    private readonly outbox: OutboxService,
    private readonly steps: ProtectedStepsProcessor,
    private readonly rematch: RematchListener,
  ) {}

  onModuleInit(): void {
    this.registry.register(this.steps);
    this.outbox.listen(this.rematch);
  }
}
