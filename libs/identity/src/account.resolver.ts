import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { DataSource } from 'typeorm';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { CONFIG, type Config } from '@mizan/foundation/config.js';
import { once } from '@mizan/foundation/idempotency.js';
import { OpenToEnrolment, Requires } from '@mizan/foundation/permissions.js';
import { keyedHash } from '@mizan/foundation/secrets.js';
import { AccountsService } from './accounts.service.js';
import { TotpEnrolment } from './identity.answers.js';
import { PersonalSettingsInput } from './personal-settings.entity.js';
import { RecentProofService } from './recent-proof.service.js';
import { SecondFactorsService } from './second-factors.service.js';
import { Session } from './session.entity.js';
import { SessionsService } from './sessions.service.js';
import { Viewer } from './viewer.entity.js';

/** One's own sessions, second factor, password and settings. */
@Requires('self.use')
@Resolver(() => Session)
export class AccountResolver {
  constructor(
    private readonly source: DataSource,
    private readonly sessionRows: SessionsService,
    private readonly secondFactors: SecondFactorsService,
    private readonly accounts: AccountsService,
    private readonly proofs: RecentProofService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Query(() => [Session])
  sessions(@Acting() person: ActingPerson): Promise<Session[]> {
    return this.sessionRows.list(person);
  }

  @ResolveField(() => Boolean)
  current(@Parent() session: Session, @Acting() person: ActingPerson): boolean {
    return session.id === person.sessionId;
  }

  @Mutation(() => Boolean)
  revokeSession(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<boolean> {
    return once(this.source, person, 'revokeSession', key, { id }, async (manager) => {
      await this.sessionRows.revoke(person, id, manager);
      return true;
    });
  }

  @Mutation(() => TotpEnrolment)
  @OpenToEnrolment()
  async startTotp(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
  ): Promise<TotpEnrolment> {
    await once(this.source, person, 'startTotp', key, null, async (manager) => {
      await this.secondFactors.start(person, manager);
      return null;
    });
    return this.secondFactors.enrolment(person);
  }

  @Mutation(() => Viewer)
  @OpenToEnrolment()
  async confirmTotp(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('code') code: string,
  ): Promise<Viewer> {
    await this.secondFactors.countTry(person.id);
    await once(this.source, person, 'confirmTotp', key, { code: this.sealed(code) }, async (manager) => {
      await this.secondFactors.confirm(person, code, manager);
      return null;
    });
    return this.accounts.viewer(person.id);
  }

  /** What `PROOF_REQUIRED` asks for; not repeatable, because a code counts once. */
  @Mutation(() => Boolean)
  async proveAgain(
    @Acting() person: ActingPerson,
    @Args('code', { type: () => String, nullable: true }) code: string | null,
    @Args('password', { type: () => String, nullable: true }) password: string | null,
  ): Promise<boolean> {
    await this.proofs.prove(person, { code: code ?? null, password: password ?? null });
    return true;
  }

  @Mutation(() => Boolean)
  async changePassword(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('current') current: string,
    @Args('next') next: string,
  ): Promise<boolean> {
    await this.accounts.countPasswordTry(person);
    const input = { current: this.sealed(current), next: this.sealed(next) };
    return once(this.source, person, 'changePassword', key, input, async (manager) => {
      await this.accounts.changePassword(person, current, next, manager);
      return true;
    });
  }

  @Mutation(() => Viewer)
  async updateSettings(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('input') input: PersonalSettingsInput,
  ): Promise<Viewer> {
    await once(this.source, person, 'updateSettings', key, input, async (manager) => {
      await this.accounts.updateSettings(person, input, manager);
      return null;
    });
    return this.accounts.viewer(person.id);
  }

  /** Secrets are compared with those of a repetition by a keyed hash, so that nothing guessable is stored. */
  private sealed(secret: string): string {
    return keyedHash(this.config.IDENTITY_KEY, 'idempotency', secret).toString('hex');
  }
}
