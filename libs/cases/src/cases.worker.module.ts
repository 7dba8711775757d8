import { Injectable, Module, type OnModuleInit } from '@nestjs/common';
import { OutboxService } from '@mizan/audit/outbox.service.js';
import { JobSchedules } from '@mizan/foundation/job-schedules.js';
import { CasesModule } from './cases.module.js';
import { PersonDisabledListener, SubjectMergedListener } from './cases.listeners.js';
import { QueueCountingSchedule } from './queue-counting.schedule.js';

@Injectable()
class CasesWork implements OnModuleInit {
  constructor(
    private readonly outbox: OutboxService,
    private readonly schedules: JobSchedules,
    private readonly disabled: PersonDisabledListener,
    private readonly merged: SubjectMergedListener,
    private readonly counting: QueueCountingSchedule,
  ) {}

  onModuleInit(): void {
    this.outbox.listen(this.disabled);
    this.outbox.listen(this.merged);
    this.schedules.register(this.counting);
  }
}

/** What the worker does for cases, beside the keeper that every process runs: follows people and subjects, counts queues. */
@Module({
  imports: [CasesModule],
  providers: [CasesWork, PersonDisabledListener, SubjectMergedListener, QueueCountingSchedule],
})
export class CasesWorkerModule {}
