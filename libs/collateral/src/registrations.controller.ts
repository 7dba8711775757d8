import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { z } from 'zod';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingKey } from '@mizan/foundation/acting.js';
import { AppError, invalid } from '@mizan/foundation/errors.js';
import { RequiresScope } from '@mizan/foundation/permissions.js';
import { IDENTITY_KEY_KINDS, MAX_IDENTITY_KEYS } from '@mizan/subjects/identity-keys.service.js';
import { RegistrationChecksService } from './registration-checks.service.js';
import type { RegistrationAnswer } from './registration-rules.js';

const words = (max: number) => z.string().min(1).max(max);

/** Body of `POST /v1/registration-checks`. */
const registration = z.strictObject({
  keys: z
    .array(z.strictObject({ kind: z.enum(IDENTITY_KEY_KINDS), value: words(512) }))
    .min(1)
    .max(MAX_IDENTITY_KEYS),
  pass: words(100).optional(),
});

/** Tells a platform whether somebody may register. The answer is all it says. */
@Controller('v1/registration-checks')
export class RegistrationsController {
  constructor(private readonly checks: RegistrationChecksService) {}

  /** Throws INVALID_INPUT naming the field, NO_PLATFORM when the key belongs to none, RATE_LIMITED. */
  @Post()
  @HttpCode(200)
  @RequiresScope('registrations')
  async check(@Acting() key: ActingKey, @Body() body: unknown): Promise<{ answer: RegistrationAnswer }> {
    const parsed = registration.safeParse(body);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw invalid(issue?.path.join('.') || 'body', issue?.message ?? 'This is no registration.');
    }
    if (key.platformId === null)
      throw new AppError('NO_PLATFORM', 'forbidden', 'Only a key of one platform may ask about its registrations.');
    const { keys, pass } = parsed.data;
    return { answer: await this.checks.check(key, key.platformId, { keys, pass: pass ?? null }) };
  }
}
