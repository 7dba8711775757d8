import { Injectable } from '@nestjs/common';
import type { Subject } from '@mizan/subjects/subject.entity.js';
import { readSignals, type PublicProfile, type SignalReading } from './signal-rules.js';

export type { PublicProfile, Signal, SignalReading } from './signal-rules.js';

/**
 * Public facts that ask for care: a declared profession, a site of the press, an institution, a badge. Shown to everybody,
 * each with its weight and words; they decide nothing, and the register is not asked (settled 25).
 */
@Injectable()
export class SignalsService {
  read(profile: PublicProfile): SignalReading {
    return readSignals(profile);
  }

  /** Of a subject as the reader may see it: nothing of one that is veiled. */
  of(subject: Pick<Subject, 'title' | 'description' | 'verifiedBadge' | 'veiled'>): SignalReading {
    if (subject.veiled) return { class: null, score: 0, signals: [] };
    return readSignals({
      name: subject.title,
      bio: subject.description,
      url: null,
      verified: subject.verifiedBadge,
    });
  }
}
