import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '@mizan/audit/audit.module.js';
import { AccountsService } from './accounts.service.js';
import { ApiKey } from './api-key.entity.js';
import { ApiKeysService } from './api-keys.service.js';
import { AuthenticatorService } from './authenticator.service.js';
import { ChangeProposal } from './change-proposal.entity.js';
import { ChangesService } from './changes.service.js';
import { FirstAdministratorService } from './first-administrator.service.js';
import { PasswordsService } from './passwords.service.js';
import { PeopleService } from './people.service.js';
import { Person } from './person.entity.js';
import { RateLimitsService } from './rate-limits.service.js';
import { RecentProofService } from './recent-proof.service.js';
import { RequestBudgetsService } from './request-budgets.service.js';
import { RolesService } from './roles.service.js';
import { SecondFactorNeedsService } from './second-factor-needs.service.js';
import { SecondFactorsService } from './second-factors.service.js';
import { Session } from './session.entity.js';
import { SessionsService } from './sessions.service.js';
import { SignInService } from './sign-in.service.js';

export const IDENTITY_ENTITIES = [Person, Session, ApiKey, ChangeProposal];

const SERVICES = [
  AccountsService,
  ApiKeysService,
  AuthenticatorService,
  ChangesService,
  FirstAdministratorService,
  PasswordsService,
  PeopleService,
  RateLimitsService,
  RecentProofService,
  RequestBudgetsService,
  RolesService,
  SecondFactorNeedsService,
  SecondFactorsService,
  SessionsService,
  SignInService,
];

/** People, sessions, keys, and what needs a second person. */
@Module({
  imports: [TypeOrmModule.forFeature(IDENTITY_ENTITIES), AuditModule],
  providers: SERVICES,
  exports: SERVICES,
})
export class IdentityModule {}
