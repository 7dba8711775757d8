import { Injectable } from '@nestjs/common';

/**
 * The process's clock, injected so that tests can move it. Leases, deadlines and grace periods that several processes
 * share are computed by the database clock instead, never by this one.
 */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }
}
