/** How a platform knows a subject. Either id may be missing, never both: a provisional subject has only a handle. */
export interface SubjectRef {
  kind: 'channel' | 'group' | 'account' | 'bot';
  /** The platform's own id. Text: foreign ids exceed 32 bits. */
  nativeId: string | null;
  /** Without a leading @ or #, as the platform writes it. */
  handle: string | null;
}

/** What is sent to a platform for one order: one measure on one subject. */
export interface ConnectorOrder {
  /** Also the idempotency key: a platform carries out one order id at most once. */
  orderId: string;
  /** Code of the measure, e.g. `remove_channel`. */
  measure: string;
  /** `global`, or a comma-separated list of ISO 3166-1 alpha-2 codes, e.g. `FR,BE`. */
  scope: string;
  subject: SubjectRef;
  /** What `apply` returned, given back to `undo`; null when applying. At most 16,000 bytes as JSON. */
  priorState: unknown;
}

/**
 * What became of an order at the platform.
 * `gone`: the target does not exist there, final. `failed`: the platform refused for good.
 * `deferred`: the platform asks to come back later; costs no attempt.
 * `unknown`: nobody can say whether it took effect (time-out, 5xx, unreadable answer, unreachable): ask before sending again.
 */
export type OrderOutcome =
  | { outcome: 'applied'; priorState: unknown; platformRef: string | null }
  | { outcome: 'gone' }
  | { outcome: 'deferred'; until: Date }
  | { outcome: 'failed'; code: string }
  | { outcome: 'unknown'; code: string };

/** Answer to a later question about an order; `not_received`: the platform never saw it, so it may be sent again. */
export type AskedOutcome = OrderOutcome | { outcome: 'not_received' };

/** A restriction as the platform shows it on a subject. */
export interface StandingMeasure {
  measure: string;
  scope: string;
}

/** The platform's own view of a subject at this moment. */
export type SubjectStateOutcome =
  | {
      outcome: 'found';
      visible: boolean;
      title: string | null;
      handle: string | null;
      audience: number | null;
      measures: StandingMeasure[];
    }
  | { outcome: 'gone' }
  | { outcome: 'deferred'; until: Date }
  | { outcome: 'failed'; code: string }
  | { outcome: 'unknown'; code: string };

/** What is handed to a platform to be shown to one person: a finished text, never content of others. */
export interface ConnectorNotice {
  /** Also the idempotency key: a platform shows one notice id at most once. */
  noticeId: string;
  /** Code of what it is about, e.g. `statement_of_reasons`. */
  kind: string;
  /** The person behind this subject, or whoever sent the report with this id of the platform's own. */
  recipient: { subject: SubjectRef } | { report: { source: string; externalId: string } };
  /** ISO 639-1, e.g. `ar`. */
  language: string;
  subjectLine: string;
  /** Plain text with line breaks; at most 15,000 bytes. */
  text: string;
  /** Where the person can answer or appeal; null = nowhere. */
  link: string | null;
}

/**
 * What became of a notice at the platform. `gone`: nobody is there to be told, final. `failed`: refused for good.
 * `deferred` and `unknown` as for orders; a notice of unknown fate is sent again with its id.
 */
export type NoticeOutcome =
  | { outcome: 'delivered'; platformRef: string | null }
  | { outcome: 'gone' }
  | { outcome: 'deferred'; until: Date }
  | { outcome: 'failed'; code: string }
  | { outcome: 'unknown'; code: string };

/**
 * One platform as orders and notices see it. Plain values in and out; foreign answers become our outcomes and nothing is thrown
 * for what a platform may answer. Calls take at most 15 s and are made outside any transaction.
 */
export interface Connector {
  /** What the platform shows of a subject now. */
  fetchState(subject: SubjectRef): Promise<SubjectStateOutcome>;
  /** Carries out a measure. Safe to repeat with the same order id. */
  apply(order: ConnectorOrder): Promise<OrderOutcome>;
  /** Takes a measure back, with the prior state that applying it returned. Safe to repeat with the same order id. */
  undo(order: ConnectorOrder): Promise<OrderOutcome>;
  /** What became of an order whose outcome was `unknown`. */
  ask(orderId: string): Promise<AskedOutcome>;
  /** Shows a notice to a person. Safe to repeat with the same notice id. */
  notify(notice: ConnectorNotice): Promise<NoticeOutcome>;
}
