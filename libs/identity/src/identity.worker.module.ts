import { Injectable, Module, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { JobSchedules } from '@mizan/foundation/job-schedules.js';
import { IdentityModule } from './identity.module.js';
import { SignInLeftovers } from './sign-in-leftovers.js';

/** Registers what identity repeats by time. */
@Injectable()
class IdentitySchedules implements OnModuleInit {
  constructor(
    private readonly source: DataSource,
    private readonly schedules: JobSchedules,
  ) {}

  onModuleInit(): void {
    this.schedules.register(new SignInLeftovers(this.source));
  }
}

/** What the worker needs of identity. */
@Module({ imports: [IdentityModule], providers: [IdentitySchedules] })
export class IdentityWorkerModule {}
