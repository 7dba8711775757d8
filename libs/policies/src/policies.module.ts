import { Module } from '@nestjs/common';
import { AuditModule } from '@mizan/audit/audit.module.js';
import { IdentityModule } from '@mizan/identity/identity.module.js';
import { Measure } from './measure.entity.js';
import { PoliciesService } from './policies.service.js';
import { PolicyPublishingService } from './policy-publishing.service.js';
import { PolicyVersion } from './policy-version.entity.js';
import { Policy } from './policy.entity.js';

export const POLICIES_ENTITIES = [Measure, Policy, PolicyVersion];

/** Measures, policies and their versions. */
@Module({
  imports: [AuditModule, IdentityModule],
  providers: [PoliciesService, PolicyPublishingService],
  exports: [PoliciesService, PolicyPublishingService],
})
export class PoliciesModule {}
