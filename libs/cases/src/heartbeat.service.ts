import { Injectable } from '@nestjs/common';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { invalid } from '@mizan/foundation/errors.js';
import { isId } from '@mizan/foundation/ids.js';
import { CareService } from './care.service.js';
import type { Renewal } from './claim.entity.js';
import { LeasesService, type HeldLease } from './leases.service.js';

/** Leases that one heartbeat may renew. */
const MAX_LEASES = 50;
const TOKEN = /^\d{1,18}$/;

/** The sign of life that a client sends as often as Settings say. */
@Injectable()
export class HeartbeatService {
  constructor(
    private readonly leases: LeasesService,
    private readonly care: CareService,
  ) {}

  /**
   * Renews leases and notes that the person has the case `opened` on the screen.
   * Throws INVALID_INPUT (`tokens`, `opened`); a lost lease is an answer.
   */
  async beat(person: ActingPerson, leases: readonly HeldLease[], opened: string | null): Promise<Renewal[]> {
    if (leases.length > MAX_LEASES) throw invalid('tokens', `At most ${MAX_LEASES} leases.`, { max: MAX_LEASES });
    if (leases.some((lease) => !isId(lease.caseId) || !TOKEN.test(lease.leaseToken))) {
      throw invalid('tokens', 'A lease is a case and the token it was given with.');
    }
    if (opened !== null && !isId(opened)) throw invalid('opened', 'There is no such case.');
    const answers = await this.leases.renew(person, leases, opened);
    if (opened !== null && answers.some((answer) => answer.ok && answer.caseId === opened)) {
      await this.care.seen(person.id, opened);
    }
    return answers.map(({ takenBy, ...answer }) => ({ ...answer, takenById: takenBy }));
  }
}
