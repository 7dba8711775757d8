import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@mizan/foundation/clock.js';
import { CONFIG, type Config } from '@mizan/foundation/config.js';
import { AppError } from '@mizan/foundation/errors.js';
import { newId } from '@mizan/foundation/ids.js';
import { LOGGER, type Logger } from '@mizan/foundation/logger.js';
import { RateLimitsService } from '@mizan/identity/rate-limits.service.js';
import { failureOf } from './public-answer.js';
import type { SentForm } from './public-body.js';
import { fieldOf, type FormFault } from './public-form-rules.js';
import type { PublicLanguage } from './public-language-rules.js';
import { ageOf, readFormToken } from './public-token-rules.js';

/** From one address: several people may share one. */
const PER_ADDRESS = { appeal: { burst: 20, perMinute: 2 }, status: { burst: 30, perMinute: 10 } } as const;

/** For one account, by people who showed no code of ours: nobody floods the handlers with one name. */
const PER_SUBJECT = { burst: 5, perMinute: 1 / 30 };

/** Whether a request may do more than be shown again what it brought. */
export type Let = { readonly free: true } | { readonly free: false; readonly error: AppError };

export interface CheckedToken {
  /** Of the form that was sent; of a new one when it cannot be accepted. */
  readonly formId: string;
  /** When the form was handed out: it is asked only once to be taken slowly. */
  readonly issuedAt: Date;
  /** We handed the form out. */
  readonly ours: boolean;
  readonly fault: FormFault | null;
}

/** What stands between the public pages and those who misuse them. */
@Injectable()
export class PublicGate {
  constructor(
    private readonly limits: RateLimitsService,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async admit(page: keyof typeof PER_ADDRESS, address: string): Promise<Let> {
    try {
      await this.limits.take(`public:${page}:${address}`, PER_ADDRESS[page]);
      return { free: true };
    } catch (error) {
      if (error instanceof AppError && error.code === 'RATE_LIMITED') return { free: false, error };
      throw error;
    }
  }

  /** Throws RATE_LIMITED. */
  admitSubject(key: string): Promise<void> {
    return this.limits.take(`public:subject:${key}`, PER_SUBJECT);
  }

  /** `person`: the form takes a person some seconds to fill in. */
  check(sent: SentForm, filledBy: 'person' | 'button'): CheckedToken {
    const now = this.clock.now();
    const token = readFormToken(this.config.IDENTITY_KEY, fieldOf(sent, 'token'));
    const age = token === null ? 'stale' : ageOf(token, now);
    if (token === null || age === 'stale')
      return { formId: newId(), issuedAt: now, ours: false, fault: { field: 'form', word: 'stale' } };
    const fast = age === 'fresh' && filledBy === 'person';
    return {
      formId: token.id,
      issuedAt: token.issuedAt,
      ours: true,
      fault: fast ? { field: 'form', word: 'tooFast' } : null,
    };
  }

  /** A failure as it is told; what nobody expected is logged without what anybody wrote. */
  told(error: unknown, language: PublicLanguage) {
    const failure = failureOf(error, language);
    if (failure.bug) {
      const stack = error instanceof Error ? error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) : [];
      this.logger.error({ name: error instanceof Error ? error.name : typeof error, stack }, 'a public page failed');
    }
    return failure;
  }
}
