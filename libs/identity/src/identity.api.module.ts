import { Module } from '@nestjs/common';
import { APP_GUARD, MetadataScanner } from '@nestjs/core';
import { AuditModule } from '@mizan/audit/audit.module.js';
import { AccountResolver } from './account.resolver.js';
import { ApiKeysResolver } from './api-keys.resolver.js';
import { AuditActorResolver } from './audit-actor.resolver.js';
import { ChangesResolver } from './changes.resolver.js';
import { HandlerCensus } from './handler-census.js';
import { IdentityModule } from './identity.module.js';
import { OidcClient } from './oidc-client.js';
import { OidcController } from './oidc.controller.js';
import { OidcService } from './oidc.service.js';
import { PeopleResolver } from './people.resolver.js';
import { PermissionGuard } from './permission.guard.js';
import { SecondFactorNeedsResolver } from './second-factor-needs.resolver.js';
import { SignInResolver } from './sign-in.resolver.js';

/** What the HTTP process needs of identity; registers the one guard. */
@Module({
  imports: [IdentityModule, AuditModule],
  controllers: [OidcController],
  providers: [
    { provide: APP_GUARD, useClass: PermissionGuard },
    AccountResolver,
    ApiKeysResolver,
    AuditActorResolver,
    ChangesResolver,
    HandlerCensus,
    MetadataScanner,
    OidcClient,
    OidcService,
    PeopleResolver,
    SecondFactorNeedsResolver,
    SignInResolver,
  ],
  exports: [HandlerCensus],
})
export class IdentityApiModule {}
