import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { DataSource } from 'typeorm';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { once } from '@mizan/foundation/idempotency.js';
import { Requires } from '@mizan/foundation/permissions.js';
import { Job, JobQueueInfo } from './job.answers.js';
import { JobsService } from './jobs.service.js';

/** What waits, failed or is stuck among the machine's work, and trying it again. */
@Requires('job.read')
@Resolver(() => Job)
export class JobsResolver {
  constructor(
    private readonly source: DataSource,
    private readonly work: JobsService,
  ) {}

  @Query(() => [JobQueueInfo])
  jobQueues(): Promise<JobQueueInfo[]> {
    return this.work.kinds();
  }

  @Query(() => [Job])
  jobs(
    @Args('queue') queue: string,
    @Args('state') state: string,
    @Args('first', { type: () => Int, nullable: true }) first: number | null,
  ): Promise<Job[]> {
    return this.work.list(queue, state, first);
  }

  @Requires('job.retry')
  @Mutation(() => Job)
  async retryJob(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('queue') queue: string,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<Job> {
    const stored = await once(this.source, person, 'retryJob', key, { queue, id }, async (manager) => {
      const job = await this.work.retry(person, queue, id, manager);
      return { ...job, createdAt: job.createdAt.toISOString() };
    });
    return { ...stored, createdAt: new Date(stored.createdAt) };
  }
}
