import { Module, type OnModuleInit } from '@nestjs/common';
import { AuditModule } from '@mizan/audit/audit.module.js';
import { OutboxService } from '@mizan/audit/outbox.service.js';
import { JobRegistry } from '@mizan/foundation/job-registry.js';
import { AfterCheckProcessor } from './after-check.processor.js';
import { CollateralModule } from './collateral.module.js';
import { FindingsListener } from './findings.listener.js';
import { RemediesListener } from './remedies.listener.js';

/** What the worker does for collateral. */
@Module({
  imports: [CollateralModule, AuditModule],
  providers: [AfterCheckProcessor, FindingsListener, RemediesListener],
})
export class CollateralWorkerModule implements OnModuleInit {
  constructor(
    private readonly registry: JobRegistry,
    private readonly outbox: OutboxService,
    private readonly checks: AfterCheckProcessor,
    private readonly findings: FindingsListener,
    private readonly remedies: RemediesListener,
  ) {}

  onModuleInit(): void {
    this.registry.register(this.checks);
    this.outbox.listen(this.findings);
    this.outbox.listen(this.remedies);
  }
}
