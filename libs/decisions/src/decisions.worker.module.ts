import { Module, type OnModuleInit } from '@nestjs/common';
import { AuditModule } from '@mizan/audit/audit.module.js';
import { OutboxService } from '@mizan/audit/outbox.service.js';
import { CasesModule } from '@mizan/cases/cases.module.js';
import { JobRegistry } from '@mizan/foundation/job-registry.js';
import { IntakeModule } from '@mizan/intake/intake.module.js';
import { PlatformsModule } from '@mizan/platforms/platforms.module.js';
import { ProtectionModule } from '@mizan/protection/protection.module.js';
import { AuthorLeftListener } from './author-left.listener.js';
import { DecisionsModule } from './decisions.module.js';
import { OrderAttemptsService } from './order-attempts.service.js';
import { OrderCallService } from './order-call.service.js';
import { OrderGateService } from './order-gate.service.js';
import { OrderSendingService } from './order-sending.service.js';
import { OrdersListener } from './orders.listener.js';
import { OrdersProcessor } from './orders.processor.js';
import { PlatformPaceService } from './platform-pace.service.js';
import { ProposalLapseProcessor } from './proposal-lapse.processor.js';
import { SettlementProcessor } from './settlement.processor.js';
import { SettlementService } from './settlement.service.js';
import { StayAlarmProcessor } from './stay-alarm.processor.js';

/** What the worker does of decisions: sends orders, settles, lets proposals lapse. */
@Module({
  imports: [DecisionsModule, AuditModule, CasesModule, IntakeModule, PlatformsModule, ProtectionModule],
  providers: [
    OrderAttemptsService,
    OrderCallService,
    OrderGateService,
    OrderSendingService,
    PlatformPaceService,
    SettlementService,
    OrdersProcessor,
    SettlementProcessor,
    ProposalLapseProcessor,
    StayAlarmProcessor,
    OrdersListener,
    AuthorLeftListener,
  ],
})
export class DecisionsWorkerModule implements OnModuleInit {
  constructor(
    private readonly registry: JobRegistry,
    private readonly outbox: OutboxService,
    private readonly orders: OrdersProcessor,
    private readonly settlements: SettlementProcessor,
    private readonly lapses: ProposalLapseProcessor,
    private readonly alarms: StayAlarmProcessor,
    private readonly due: OrdersListener,
    private readonly authors: AuthorLeftListener,
  ) {}

  onModuleInit(): void {
    for (const processor of [this.orders, this.settlements, this.lapses, this.alarms])
      this.registry.register(processor);
    for (const listener of [this.due, this.authors]) this.outbox.listen(listener);
  }
}
