import { Module, type OnModuleInit } from '@nestjs/common';
import { AuditModule } from '@mizan/audit/audit.module.js';
import { OutboxService } from '@mizan/audit/outbox.service.js';
import { JobRegistry } from '@mizan/foundation/job-registry.js';
import { MassErrorListener } from './mass-error.listener.js';
import { SecondLookOutcomeListener } from './second-look-outcome.listener.js';
import { SecondLookRunProcessor } from './second-look-run.processor.js';
import { SecondLookModule } from './second-look.module.js';

/** What the worker does for groups of second looks. */
@Module({
  imports: [SecondLookModule, AuditModule],
  providers: [MassErrorListener, SecondLookOutcomeListener, SecondLookRunProcessor],
})
export class SecondLookWorkerModule implements OnModuleInit {
  constructor(
    private readonly registry: JobRegistry,
    private readonly outbox: OutboxService,
    private readonly runs: SecondLookRunProcessor,
    private readonly alarm: MassErrorListener,
    private readonly outcomes: SecondLookOutcomeListener,
  ) {}

  onModuleInit(): void {
    this.registry.register(this.runs);
    this.outbox.listen(this.alarm);
    this.outbox.listen(this.outcomes);
  }
}
