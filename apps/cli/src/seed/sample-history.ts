/** A decision that the sample desk made before today; whose cases it is about is found by the beginning of the handle. */
export interface SampleDecisions {
  readonly handles: string;
  readonly kind: 'channel';
  readonly count: number;
  readonly outcome: 'violation' | 'no_violation' | 'collateral';
  readonly policy: string | null;
  readonly measure: 'remove_channel' | null;
  readonly rationale: string;
  readonly finding: {
    readonly class: 'newsroom' | 'rights_archive';
    readonly basis: 'journalistic' | 'academic_research';
  } | null;
}

/** Enough that precedents, reporters' reliability and the sandbox have something to show from the first minute. */
export const SAMPLE_HISTORY: readonly SampleDecisions[] = [
  {
    handles: 'profit_',
    kind: 'channel',
    count: 8,
    outcome: 'violation',
    policy: 'spam',
    measure: 'remove_channel',
    rationale: 'Promises invented profits and leads readers to pay. Every post is the same offer.',
    finding: null,
  },
  {
    handles: 'local_',
    kind: 'channel',
    count: 10,
    outcome: 'no_violation',
    policy: null,
    measure: null,
    rationale: 'An ordinary local channel. Nothing in its posts touches a policy; the reports are about taste.',
    finding: null,
  },
  {
    handles: 'buhayra_news',
    kind: 'channel',
    count: 1,
    outcome: 'collateral',
    policy: null,
    measure: null,
    rationale:
      'A newsroom that reports on removed channels. It names them and does not spread them; all flags come from one reporter.',
    finding: { class: 'newsroom', basis: 'journalistic' },
  },
];
