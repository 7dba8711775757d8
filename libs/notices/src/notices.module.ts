import { Module } from '@nestjs/common';
import { AuditModule } from '@mizan/audit/audit.module.js';
import { CasesModule } from '@mizan/cases/cases.module.js';
import { Notice } from './notice.entity.js';
import { NoticeReadsService } from './notice-reads.service.js';
import { NoticeStepsService } from './notice-steps.service.js';
import { NoticeTemplateVersion } from './notice-template.entity.js';
import { NoticesService } from './notices.service.js';
import { Statement } from './statement.entity.js';
import { StatementReadsService } from './statement-reads.service.js';
import { WordingsService } from './wordings.service.js';

export const NOTICES_ENTITIES = [Notice, NoticeTemplateVersion, Statement];

const SERVICES = [NoticesService, NoticeReadsService, NoticeStepsService, StatementReadsService, WordingsService];

/** What people outside are told, in their language, once. */
@Module({ imports: [AuditModule, CasesModule], providers: SERVICES, exports: SERVICES })
export class NoticesModule {}
