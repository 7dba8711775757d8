import type { DataSource } from 'typeorm';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { CaseCategory } from '@mizan/foundation/case-category.js';
import { inTransaction } from '@mizan/foundation/database.js';
import { Policy } from '@mizan/policies/policy.entity.js';
import type { PolicyPublishingService } from '@mizan/policies/policy-publishing.service.js';
import { SAMPLE_POLICIES } from './sample-policies.js';

/** Makes the policies that are not there yet; to be done while one administrator is enough for it. */
export async function seedPolicies(
  dataSource: DataSource,
  publishing: PolicyPublishingService,
  administrator: ActingPerson,
): Promise<void> {
  for (const { code, category, ground, ...version } of SAMPLE_POLICIES) {
    await inTransaction(dataSource, async (manager) => {
      if (await manager.existsBy(Policy, { code })) return;
      await publishing.create(manager, administrator, { code, category: CaseCategory[category], ground, version });
    });
  }
}
