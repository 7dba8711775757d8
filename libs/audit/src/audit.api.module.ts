import { Module } from '@nestjs/common';
import { EventFeedModule } from '@mizan/foundation/event-feed.module.js';
import { AuditModule } from './audit.module.js';
import { AuditResolver } from './audit.resolver.js';
import { JobsResolver } from './jobs.resolver.js';
import { JobsService } from './jobs.service.js';

/** What the API process serves of the record and of the machine's work; brings the feed of live changes for all. */
@Module({
  imports: [AuditModule, EventFeedModule],
  providers: [AuditResolver, JobsResolver, JobsService],
})
export class AuditApiModule {}
