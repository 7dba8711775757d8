import { DelayedError, type Job } from 'bullmq';
import type { JobData } from './job-backend.js';
import { DeferJob, type JobProcessor } from './job-definition.js';

/**
 * Runs one job within its time. `lost` aborts when the job was taken away from this worker. A processor that asks to come
 * back later is called again then, without spending an attempt.
 */
export async function runJob(
  processor: JobProcessor,
  job: Job<JobData>,
  token: string,
  lost: AbortSignal | undefined,
): Promise<void> {
  const { timeoutMs } = processor.definition;
  const stop = new AbortController();
  const onLost = () => stop.abort(new Error('the job was taken away from this worker'));
  lost?.addEventListener('abort', onLost, { once: true });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const error = new Error(`took longer than ${timeoutMs} ms`);
      stop.abort(error);
      reject(error);
    }, timeoutMs);
  });
  try {
    await Promise.race([processor.process(job.data.id, stop.signal), late]);
  } catch (error) {
    if (!(error instanceof DeferJob)) throw error;
    await job.moveToDelayed(error.until.getTime(), token);
    throw new DelayedError();
  } finally {
    clearTimeout(timer);
    lost?.removeEventListener('abort', onLost);
  }
}
