import { Injectable } from '@nestjs/common';
import { DeferJob, type JobDefinition, type JobProcessor } from '@mizan/foundation/job-definition.js';
import { SecondLookRunService } from './second-look-run.service.js';

/** Answers the items of runs. A run that a second person refused, or never answered, is ended as well. */
@Injectable()
export class SecondLookRunProcessor implements JobProcessor {
  readonly definition: JobDefinition = {
    name: 'second-look-runs',
    concurrency: 2,
    attempts: 10,
    backoffMs: 1_000,
    timeoutMs: 60_000,
    due: `select r.id, case when c.state in ('refused', 'expired') then least(r.due_at, $1::timestamptz) else r.due_at end as due_at
      from second_look_run r left join change_proposal c on c.id = r.change_id and r.state = 'proposed'
      where r.state in ('proposed', 'waiting', 'running', 'undoing')
        and (r.due_at <= $1::timestamptz or c.state in ('refused', 'expired'))`,
  };

  constructor(private readonly runs: SecondLookRunService) {}

  async process(id: string, signal: AbortSignal): Promise<void> {
    for (;;) {
      const waitMs = await this.runs.visit(id);
      if (waitMs === null) return;
      if (waitMs > 0 || signal.aborted) throw new DeferJob(new Date(Date.now() + Math.ceil(waitMs)));
    }
  }
}
