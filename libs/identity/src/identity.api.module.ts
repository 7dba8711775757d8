import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AuditModule } from '@mizan/audit/audit.module.js';
import { IdentityModule } from './identity.module.js';
import { PermissionGuard } from './permission.guard.js';

/** What the HTTP process needs of identity; registers the one guard. */
@Module({
  imports: [IdentityModule, AuditModule],
  providers: [{ provide: APP_GUARD, useClass: PermissionGuard }],
})
export class IdentityApiModule {}
