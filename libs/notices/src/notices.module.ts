import { Module } from '@nestjs/common';
import { AuditModule } from '@mizan/audit/audit.module.js';
import { NoticeTemplateVersion } from './notice-template.entity.js';
import { NoticesService } from './notices.service.js';
import { WordingsService } from './wordings.service.js';

export const NOTICES_ENTITIES = [NoticeTemplateVersion];

const SERVICES = [NoticesService, WordingsService];

/** What people outside are told, in their language, once. */
@Module({ imports: [AuditModule], providers: SERVICES, exports: SERVICES })
export class NoticesModule {}
