import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '@mizan/audit/audit.module.js';
import { ApiKey } from './api-key.entity.js';
import { AuthenticatorService } from './authenticator.service.js';
import { Person } from './person.entity.js';
import { RateLimitsService } from './rate-limits.service.js';
import { Session } from './session.entity.js';
import { SessionsService } from './sessions.service.js';

export const IDENTITY_ENTITIES = [Person, Session, ApiKey];

/** People, sessions, keys, and what needs a second person. */
@Module({
  imports: [TypeOrmModule.forFeature(IDENTITY_ENTITIES), AuditModule],
  providers: [SessionsService, RateLimitsService, AuthenticatorService],
  exports: [SessionsService, RateLimitsService, AuthenticatorService],
})
export class IdentityModule {}
