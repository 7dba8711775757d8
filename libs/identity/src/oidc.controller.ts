import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CONFIG, type Config } from '@mizan/foundation/config.js';
import { AppError } from '@mizan/foundation/errors.js';
import { LOGGER, type Logger } from '@mizan/foundation/logger.js';
import { Public } from '@mizan/foundation/permissions.js';
import { sendCookie } from './graphql-context.js';
import { FLOW_SECONDS, OidcService } from './oidc.service.js';
import { type RateLimit, RateLimitsService } from './rate-limits.service.js';
import { type CookiePolicy, cookiePolicy, readCookie } from './session-cookie-rules.js';

const PER_ADDRESS: RateLimit = { burst: 60, perMinute: 20 };

/** The two addresses of single sign-on that a browser visits. */
@Public('nobody is signed in yet; the callback is bound to the browser by its state cookie')
@Controller('auth/oidc')
export class OidcController {
  private readonly sessionCookie: CookiePolicy;
  private readonly flowCookie: CookiePolicy;

  constructor(
    private readonly oidc: OidcService,
    private readonly limits: RateLimitsService,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.sessionCookie = cookiePolicy(config.PUBLIC_URL);
    this.flowCookie = cookiePolicy(config.PUBLIC_URL, 'mizan-sso');
  }

  @Get('start')
  async start(
    @Query('return') returnTo: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.orBackToSignIn(reply, async () => {
      await this.limits.take(`sso:address:${request.ip}`, PER_ADDRESS);
      const { url, state } = await this.oidc.start(typeof returnTo === 'string' ? returnTo : null);
      // The way back comes from the provider's site, where a Strict cookie would stay at home.
      sendCookie(reply, this.flowCookie, state, FLOW_SECONDS, 'lax');
      await reply.redirect(url.href, 302);
    });
  }

  @Get('callback')
  async callback(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.orBackToSignIn(reply, async () => {
      await this.limits.take(`sso:address:${request.ip}`, PER_ADDRESS);
      const query = new URL(request.url, this.config.PUBLIC_URL).searchParams;
      const state = readCookie(this.flowCookie, request.headers.cookie);
      sendCookie(reply, this.flowCookie, '', 0, 'lax');
      const { token, returnTo } = await this.oidc.finish(query, state, request.headers['user-agent'] ?? null);
      sendCookie(reply, this.sessionCookie, token, Math.round(this.config.SESSION_HOURS * 3_600));
      await reply.redirect(returnTo, 302);
    });
  }

  /** Somebody who comes by a link sees the sign-in page with a word, never an error document. */
  private async orBackToSignIn(reply: FastifyReply, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof AppError) || error.code === 'RATE_LIMITED') throw error;
      const reason = String(error.details['reason'] ?? error.code);
      this.logger.info({ code: error.code, reason }, 'single sign-on refused');
      await reply.redirect(`/?sso=${encodeURIComponent(reason)}`, 302);
    }
  }
}
