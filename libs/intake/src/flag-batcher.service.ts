import { Injectable } from '@nestjs/common';
import type { ActingKey } from '@mizan/foundation/acting.js';
import { BATCH, IntakeService, type FlagAnswer } from './intake.service.js';
import type { ReceivedFlag } from './received-flag.js';

/** How long a single flag waits for company, ms (goals 4.2: at most 20). */
export const WAIT_MS = 15;

interface Waiting {
  readonly key: ActingKey;
  readonly flags: ReceivedFlag[];
  readonly answers: Promise<FlagAnswer[]>;
  readonly full: () => void;
}

/** Brings single flags that arrive together into one batch, so that one by one they get the rate of a batch. */
@Injectable()
export class FlagBatcherService {
  private readonly waiting = new Map<string, Waiting>();

  constructor(private readonly intake: IntakeService) {}

  /** The answer to one flag; a failure of the batch is a failure of each. */
  async submit(key: ActingKey, flag: ReceivedFlag): Promise<FlagAnswer> {
    const batch = this.waiting.get(key.id) ?? this.open(key);
    const place = batch.flags.push(flag) - 1;
    if (batch.flags.length >= BATCH) batch.full();
    const answer = (await batch.answers)[place];
    if (!answer) throw new Error('A flag was left without an answer.');
    return answer;
  }

  private open(key: ActingKey): Waiting {
    const flags: ReceivedFlag[] = [];
    let full: () => void = () => undefined;
    const closed = new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, WAIT_MS);
      full = () => {
        clearTimeout(timer);
        resolve();
      };
    }).then(() => this.waiting.delete(key.id));
    const answers = closed.then(() =>
      this.intake.receive(key, { sourceId: key.sourceId, platformId: key.platformId }, flags),
    );
    const batch = { key, flags, answers, full };
    this.waiting.set(key.id, batch);
    return batch;
  }
}
