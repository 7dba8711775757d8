import type { MessageKey } from '../../app/i18n.js';

export const STATES = ['open', 'sampled', 'decided', 'closed'] as const;

const GROUP_STATES: Readonly<Record<string, MessageKey>> = {
  open: 'secondLooks.state.open',
  sampled: 'secondLooks.state.sampled',
  decided: 'secondLooks.state.decided',
  closed: 'secondLooks.state.closed',
};

const SCOPES: Readonly<Record<string, MessageKey>> = {
  policy: 'secondLooks.scope.policy',
  detector: 'secondLooks.scope.detector',
  moderator: 'secondLooks.scope.moderator',
  source: 'secondLooks.scope.source',
  campaign: 'secondLooks.scope.campaign',
  wave: 'secondLooks.scope.wave',
};

const RUN_STATES: Readonly<Record<string, MessageKey>> = {
  proposed: 'secondLooks.run.proposed',
  waiting: 'secondLooks.run.waiting',
  running: 'secondLooks.run.running',
  undoing: 'secondLooks.run.undoing',
  done: 'secondLooks.run.done',
  undone: 'secondLooks.run.undone',
  refused: 'secondLooks.run.refused',
};

const FAILURES: Readonly<Record<string, MessageKey>> = {
  not_independent: 'secondLooks.failure.not_independent',
  being_worked: 'secondLooks.failure.being_worked',
  awaiting_approval: 'secondLooks.failure.awaiting_approval',
  answered_already: 'secondLooks.failure.answered_already',
  waits_for_person: 'secondLooks.failure.waits_for_person',
  nothing_stands: 'secondLooks.failure.nothing_stands',
  words_missing: 'secondLooks.failure.words_missing',
  decider_left: 'secondLooks.failure.decider_left',
};

export const groupState = (state: string): MessageKey => GROUP_STATES[state] ?? 'secondLooks.state.open';
export const scopeWord = (kind: string): MessageKey => SCOPES[kind] ?? 'secondLooks.scope.wave';
export const runState = (state: string): MessageKey => RUN_STATES[state] ?? 'secondLooks.run.waiting';
export const failureWord = (reason: string): MessageKey => FAILURES[reason] ?? 'secondLooks.failure.other';
