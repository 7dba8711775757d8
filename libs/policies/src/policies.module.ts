import { Module } from '@nestjs/common';
import { AuditModule } from '@mizan/audit/audit.module.js';
import { IdentityModule } from '@mizan/identity/identity.module.js';
import { Measure } from './measure.entity.js';
import { PoliciesService } from './policies.service.js';
import { PolicyPublishingService } from './policy-publishing.service.js';
import { PolicyVersion } from './policy-version.entity.js';
import { Policy } from './policy.entity.js';
import { DeskSetting } from './desk-setting.entity.js';
import { SettingChangesService } from './setting-changes.service.js';

export const POLICIES_ENTITIES = [DeskSetting, Measure, Policy, PolicyVersion];

/** Measures, policies and their versions. */
@Module({
  imports: [AuditModule, IdentityModule],
  providers: [PoliciesService, PolicyPublishingService, SettingChangesService],
  exports: [PoliciesService, PolicyPublishingService, SettingChangesService],
})
export class PoliciesModule {}
