import { CombinedGraphQLErrors } from '@apollo/client/errors';
import type { MessageKey, Translate } from './i18n.js';

/** What the server said went wrong, without the transport around it. */
export interface Problem {
  readonly code: string;
  readonly kind: string;
  readonly field: string | undefined;
  readonly requestId: string | undefined;
  readonly retryAfterSeconds: number | undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Reads the first error of an answer; anything that is no answer (no network, a proxy's page) is `unreachable`. */
export function problemOf(error: unknown): Problem {
  if (CombinedGraphQLErrors.is(error)) {
    const extensions: Record<string, unknown> = error.errors[0]?.extensions ?? {};
    const retry = extensions['retryAfterSeconds'];
    return {
      code: textOf(extensions['code']) ?? 'INTERNAL',
      kind: textOf(extensions['kind']) ?? 'internal',
      field: textOf(extensions['field']),
      requestId: textOf(extensions['requestId']),
      retryAfterSeconds: typeof retry === 'number' ? retry : undefined,
    };
  }
  return {
    code: 'UNREACHABLE',
    kind: 'unavailable',
    field: undefined,
    requestId: undefined,
    retryAfterSeconds: undefined,
  };
}

const kindWords: ReadonlyMap<string, MessageKey> = new Map<string, MessageKey>([
  ['invalid', 'error.invalid'],
  ['unauthenticated', 'error.unauthenticated'],
  ['forbidden', 'error.forbidden'],
  ['not_found', 'error.not_found'],
  ['conflict', 'error.conflict'],
  ['rate_limited', 'error.rate_limited'],
  ['unavailable', 'error.unavailable'],
]);

const codeWords: ReadonlyMap<string, MessageKey> = new Map<string, MessageKey>([
  ['UNREACHABLE', 'error.unreachable'],
  ['BAD_CREDENTIALS', 'error.badCredentials'],
  ['BAD_SECOND_FACTOR', 'error.badCode'],
  ['SECOND_FACTOR_REQUIRED', 'error.secondFactor'],
  ['SECOND_FACTOR_ENROLMENT', 'signIn.enrol'],
  ['PROOF_REQUIRED', 'error.proof'],
  ['SETTING_FIXED', 'error.settingFixed'],
  ['CASE_LEASE_LOST', 'error.leaseLost'],
  ['CASE_CHANGED', 'error.conflict'],
  ['STALE_VERSION', 'error.conflict'],
  ['VERSION_CONFLICT', 'error.conflict'],
  ['CASE_STATE', 'error.caseState'],
  ['CASE_TAKEN', 'error.caseTaken'],
  ['UNDO_TOO_LATE', 'error.graceOver'],
  ['DECISION_UNDONE', 'error.decisionUndone'],
  ['PROPOSAL_OWN', 'error.ownProposal'],
  ['SELF_APPROVAL', 'error.ownProposal'],
  ['PROPOSAL_LAPSED', 'error.proposalOver'],
  ['PROPOSAL_SETTLED', 'error.proposalOver'],
  ['PROPOSAL_CONTENT', 'error.proposalContent'],
  ['NOT_MERGEABLE', 'error.notMergeable'],
  ['NOT_SPLITTABLE', 'error.notSplittable'],
  ['PERSON_NOT_ELIGIBLE', 'error.notEligible'],
  ['RESERVED_QUEUE', 'error.reserved'],
  ['COLLATERAL_CHANGED', 'error.conflict'],
  ['COLLATERAL_STATE', 'error.collateralState'],
  ['NOTHING_TO_REMEDY', 'error.nothingToRemedy'],
  ['AFTER_CHECK_ENDED', 'error.afterCheckEnded'],
  ['NOT_INDEPENDENT', 'error.notIndependent'],
  ['QUESTION_OPEN', 'error.questionOpen'],
  ['APPEAL_CLOSED', 'error.appealClosed'],
  ['SECOND_PERSON_NEEDED', 'error.secondPersonNeeded'],
  ['OPERATION_UNKNOWN', 'error.outdated'],
]);

/** An error in words: what happened; with the request's number when somebody has to look it up. */
export function errorWords(error: unknown, t: Translate): string {
  const problem = problemOf(error);
  const key = codeWords.get(problem.code) ?? kindWords.get(problem.kind);
  if (key === 'error.rate_limited') return t(key, { seconds: problem.retryAfterSeconds ?? 60 });
  if (key === 'error.invalid') return problem.field ? t(key, { field: problem.field }) : t('error.unreadable');
  if (key) return t(key);
  return t('error.internal', { request: problem.requestId ?? '–' });
}
