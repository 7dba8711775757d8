import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { useSyncExternalStore } from 'react';

/** What the server wants to see before an act that is not done from a desk left open. */
export interface ProofAsked {
  readonly by: 'code' | 'password';
  /** How old the last proof may be, minutes. */
  readonly withinMinutes: number | undefined;
}

let asked: ProofAsked | undefined;
let waiting: ReadonlyArray<(proved: boolean) => void> = [];
const listeners = new Set<() => void>();

function change(next: ProofAsked | undefined): void {
  asked = next;
  for (const listener of listeners) listener();
}

/** Reads `PROOF_REQUIRED {by, withinMinutes}` out of the facts of a refusal; undefined when it is about something else. */
export function proofAskedIn(facts: unknown): ProofAsked | undefined {
  if (typeof facts !== 'object' || facts === null) return undefined;
  if (!('code' in facts) || facts.code !== 'PROOF_REQUIRED') return undefined;
  const minutes = 'withinMinutes' in facts ? facts.withinMinutes : undefined;
  return {
    by: 'by' in facts && facts.by === 'password' ? 'password' : 'code',
    withinMinutes: typeof minutes === 'number' ? minutes : undefined,
  };
}

/** The proof that a refused request of the API asks for. */
export function proofAskedBy(error: unknown): ProofAsked | undefined {
  return CombinedGraphQLErrors.is(error) ? proofAskedIn(error.errors[0]?.extensions) : undefined;
}

/** Asks who is there; false when the person leaves the question, or when nothing on the page could ask it. */
export function askForProof(next: ProofAsked): Promise<boolean> {
  if (listeners.size === 0) return Promise.resolve(false);
  return new Promise((resolve) => {
    waiting = [...waiting, resolve];
    change(next);
  });
}

/** Ends the question for every act that waits for it. */
export function answerProof(proved: boolean): void {
  const acts = waiting;
  waiting = [];
  change(undefined);
  for (const act of acts) act(proved);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) answerProof(false);
  };
}

export function useProofAsked(): ProofAsked | undefined {
  return useSyncExternalStore(subscribe, () => asked);
}

/**
 * `fetch` for acts that may ask for a proof (problem+json, as the API answers outside of GraphQL): the same request goes
 * out again by itself when the proof was given. `init.body` must be readable twice (text, form data, a file).
 */
export async function fetchProved(input: string, init?: RequestInit): Promise<Response> {
  const answer = await fetch(input, init);
  if (answer.status !== 403) return answer;
  const refusal = proofAskedIn(
    await answer
      .clone()
      .json()
      .catch(() => undefined),
  );
  return refusal && (await askForProof(refusal)) ? fetch(input, init) : answer;
}
