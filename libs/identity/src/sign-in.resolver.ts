import { Inject } from '@nestjs/common';
import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import { MaybeActing } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { CONFIG, type Config } from '@mizan/foundation/config.js';
import { Public } from '@mizan/foundation/permissions.js';
import { AccountsService } from './accounts.service.js';
import { AuthenticatorService } from './authenticator.service.js';
import { type GraphqlContext, sendCookie, visitorOf } from './graphql-context.js';
import { SignInOptions, SignInResult } from './identity.answers.js';
import { unauthenticated } from './identity.errors.js';
import { cookiePolicy } from './session-cookie-rules.js';
import { type SignedIn, SignInService } from './sign-in.service.js';
import { Viewer } from './viewer.entity.js';

/** Coming in and going out. */
@Public('nobody is signed in yet')
@Resolver()
export class SignInResolver {
  constructor(
    private readonly signIns: SignInService,
    private readonly accounts: AccountsService,
    private readonly authenticator: AuthenticatorService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Query(() => SignInOptions)
  async signInOptions(@Context() context: GraphqlContext): Promise<SignInOptions> {
    const session = await this.authenticator.session(context.req);
    const step = session && session.stage !== 'complete' ? session.stage : 'password';
    return { password: true, sso: this.accounts.singleSignOn(), step };
  }

  @Query(() => Viewer, { nullable: true })
  async viewer(@MaybeActing() person: ActingPerson | null): Promise<Viewer | null> {
    return person && this.accounts.viewer(person.id);
  }

  @Mutation(() => SignInResult)
  async signIn(
    @Args('email') email: string,
    @Args('password') password: string,
    @Context() context: GraphqlContext,
  ): Promise<SignInResult> {
    const before = await this.authenticator.session(context.req);
    return this.answer(context, await this.signIns.signIn(email, password, visitorOf(context.req), before));
  }

  @Mutation(() => SignInResult)
  async confirmSecondFactor(@Args('code') code: string, @Context() context: GraphqlContext): Promise<SignInResult> {
    const session = await this.authenticator.session(context.req);
    if (!session) throw unauthenticated();
    return this.answer(context, await this.signIns.confirmSecondFactor(session, code));
  }

  @Mutation(() => Boolean)
  async signOut(@Context() context: GraphqlContext): Promise<boolean> {
    const session = await this.authenticator.session(context.req);
    if (session) await this.signIns.signOut(session);
    sendCookie(context.res, cookiePolicy(this.config.PUBLIC_URL), '', 0);
    void context.res.header('clear-site-data', '"cache", "storage"');
    return true;
  }

  private async answer(context: GraphqlContext, signedIn: SignedIn): Promise<SignInResult> {
    sendCookie(
      context.res,
      cookiePolicy(this.config.PUBLIC_URL),
      signedIn.token,
      Math.round(this.config.SESSION_HOURS * 3_600),
    );
    const { needsSecondFactor, mustEnrol } = signedIn;
    const viewer = needsSecondFactor || mustEnrol ? null : await this.accounts.viewer(signedIn.personId);
    return { viewer, needsSecondFactor, mustEnrol };
  }
}
