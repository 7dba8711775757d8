import { randomUUID } from 'node:crypto';
import type { TestPerson } from '@mizan/identity/identity.builders.js';
import type { Call } from './history-rules.js';

const CLAIM_NEXT = `mutation ClaimNext($key: ID!, $queueId: ID!) { claimNext(key: $key, queueId: $queueId) {
  __typename ... on Claim { leaseToken case { id version } } ... on QueueEmpty { reason } } }`;
const DECIDE_NEXT = `mutation DecideNext($key: ID!, $input: DecideInput!) { decide(key: $key, input: $input) { result {
  __typename ... on Decision { id } ... on AlreadyDecided { decision { id } } ... on LeaseLost { takenBy { id } } } } }`;
const READ = `query ReadCase($id: ID!) { case(id: $id) { id version state subject { id } } }`;

export const WORK_OPERATIONS = [CLAIM_NEXT, DECIDE_NEXT, READ];

/** Longest a client waits for an answer. */
const ANSWER_MS = 30_000;
/** What a client sends again unchanged: the desk said that it may. */
const RETRYABLE = new Set(['UNAVAILABLE', 'TRY_AGAIN', 'TIMEOUT']);

/** One answer, or its absence, as a client saw it. */
export interface Seen {
  readonly kind: 'claim' | 'decide' | 'read';
  readonly beganAt: number;
  readonly ms: number;
  /** Null = it worked. `no answer` = nothing that could be read came back. */
  readonly error: string | null;
}

/** People who claim the next case, read it and decide it, one after the other, and send again what may be sent again. */
export class WorkLoad {
  readonly seen: Seen[] = [];
  /** For the history checker. */
  readonly calls: Call[] = [];
  private stopped = false;
  private working: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly url: string,
    private readonly queueId: string,
    private readonly people: readonly TestPerson[],
  ) {}

  start(): this {
    this.working = Promise.all(this.people.map((person) => this.work(person)));
    return this;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.working;
  }

  /** Answers without an error that came between two moments of `performance.now()`. */
  done(from: number, to: number): number {
    return this.seen.filter(({ beganAt, ms, error }) => error === null && beganAt + ms >= from && beganAt + ms < to)
      .length;
  }

  get errors(): readonly Seen[] {
    return this.seen.filter((one) => one.error !== null);
  }

  private async work(person: TestPerson): Promise<void> {
    while (!this.stopped) {
      const claimed = await this.ask(person, 'claim', CLAIM_NEXT, { queueId: this.queueId });
      const claim = claimed?.['claimNext'];
      if (claim?.__typename === 'QueueEmpty') throw new Error('The queue of the load is empty: give it more cases.');
      if (!claim) continue;
      const { beganAt } = claimed;
      const caseId: string = claim.case.id;
      const base = { client: person.acting.id, beganAt, outcome: 'ok' as const };
      this.calls.push({
        ...base,
        endedAt: performance.now(),
        what: { kind: 'claim', caseId, leaseToken: claim.leaseToken },
      });
      await this.ask(person, 'read', READ, { id: caseId });
      await this.decide(person, caseId, claim);
    }
  }

  private async decide(person: TestPerson, caseId: string, claim: any): Promise<void> {
    const key = randomUUID();
    const input = {
      caseId,
      leaseToken: claim.leaseToken,
      version: claim.case.version,
      outcome: 'no_violation',
      rationale: 'Nothing here breaks a rule.',
    };
    const beganAt = performance.now();
    const answer = await this.ask(person, 'decide', DECIDE_NEXT, { input }, key);
    const decisionId: string | null = answer?.['decide'].result.id ?? null;
    this.calls.push({
      client: person.acting.id,
      beganAt,
      endedAt: performance.now(),
      outcome: decisionId ? 'ok' : 'unknown',
      what: { kind: 'decide', caseId, leaseToken: claim.leaseToken, key, decisionId },
    });
  }

  /** Asks until there is an answer, under the same key; every failure on the way is written down. Null when stopped. */
  private async ask(
    person: TestPerson,
    kind: Seen['kind'],
    query: string,
    variables: object,
    key: string = randomUUID(),
  ): Promise<any> {
    for (;;) {
      const beganAt = performance.now();
      const { data, error } = await this.send(person, query, { ...(kind === 'read' ? {} : { key }), ...variables });
      this.seen.push({ kind, beganAt, ms: performance.now() - beganAt, error });
      if (error === null) return { ...data, beganAt };
      if (this.stopped || (error !== 'no answer' && !RETRYABLE.has(error))) return null;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  private async send(
    person: TestPerson,
    query: string,
    variables: object,
  ): Promise<{ data?: any; error: string | null }> {
    try {
      const answer = await fetch(`${this.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-mizan-csrf': '1', cookie: person.cookie },
        body: JSON.stringify({ query, variables }),
        signal: AbortSignal.timeout(ANSWER_MS),
      });
      const body: any = await answer.json();
      const error = body.errors?.[0]?.extensions?.code ?? null;
      return error === null && !body.data ? { error: 'no answer' } : { data: body.data, error };
    } catch {
      return { error: 'no answer' };
    }
  }
}

/** True for what the desk calls retryable, by its code. */
export function isRetryable(code: string | null): boolean {
  return code !== null && RETRYABLE.has(code);
}

/** The value below which so large a share of the values lies (nearest rank). */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
