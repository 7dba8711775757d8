import { Module } from '@nestjs/common';
import { IdentityModule } from '@mizan/identity/identity.module.js';
import { PoliciesLoaders } from './policies.loaders.js';
import { PoliciesModule } from './policies.module.js';
import { PoliciesResolver } from './policies.resolver.js';
import { PolicyVersionsResolver } from './policy-versions.resolver.js';
import { SettingsResolver } from './settings.resolver.js';

/** What the API process serves of policies. */
@Module({
  imports: [PoliciesModule, IdentityModule],
  providers: [PoliciesLoaders, PoliciesResolver, PolicyVersionsResolver, SettingsResolver],
})
export class PoliciesApiModule {}
