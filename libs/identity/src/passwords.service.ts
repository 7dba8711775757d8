import { hash, type Options, verify } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import { invalid } from '@mizan/foundation/errors.js';
import { PASSWORD_LENGTH, passwordFault } from './password-rules.js';

/**
 * argon2id, 19 MiB, two passes, one lane: OWASP Password Storage Cheat Sheet, "use Argon2id with a minimum
 * configuration of 19 MiB of memory, an iteration count of 2, and 1 degree of parallelism" (read November 2026).
 */
const ARGON2: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 };

/** Hashes and checks passwords; argon2id is the library's default algorithm. */
@Injectable()
export class PasswordsService {
  /** What unknown addresses are checked against, so that they take as long as known ones. */
  private readonly nobody = hash('no password is this', ARGON2);

  /** The hash to keep. INVALID_INPUT (the given field, `reason` as PasswordFault) when the password is too weak. */
  async hash(password: string, about: readonly string[], field: string): Promise<string> {
    const reason = passwordFault(password, about);
    if (reason) {
      const { min, max } = PASSWORD_LENGTH;
      throw invalid(field, 'This password is too easy to guess, too short or too long.', { reason, min, max });
    }
    return hash(password.normalize('NFKC'), ARGON2);
  }

  /** True when the password is the one of the hash; without a hash false, after the same work. */
  async matches(stored: string | null, password: string): Promise<boolean> {
    const candidate = [...password].length > PASSWORD_LENGTH.max ? '' : password.normalize('NFKC');
    const same = await verify(stored ?? (await this.nobody), candidate);
    return stored !== null && same;
  }
}
