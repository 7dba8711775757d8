import type { OrderDirection, OrderState } from './order-transition-rules.js';
import { planOrder } from './restriction-rules.js';

/** One measure with one scope on one subject, whatever restrictions stood there over time. */
export interface RestrictionKey {
  readonly platformId: string;
  readonly subjectId: string;
  readonly measure: string;
  readonly scope: string;
}

export interface KnownCover {
  readonly restrictionId: string;
  readonly decisionId: string;
  readonly standing: boolean;
  readonly endedBy: string | null;
  readonly graceUntil: Date;
}

/** What the database holds about a key. */
export interface KeyState {
  readonly key: RestrictionKey;
  readonly standingId: string | null;
  readonly covers: readonly KnownCover[];
  /** The newest order that was not cancelled. */
  readonly latest: {
    readonly id: string;
    readonly restrictionId: string;
    readonly direction: OrderDirection;
    readonly state: OrderState;
    readonly notBefore: Date;
  } | null;
}

/** What a decision, an undo or a reversal does to the covers of a key. */
export interface CoverChange {
  /** Decision that now covers the key, and the end of its grace period. */
  readonly cover: { readonly decisionId: string; readonly graceUntil: Date } | null;
  /** Decisions whose covers end. */
  readonly endOf: readonly string[];
  readonly endedBy: string | null;
  /** Covers that this decision had ended stand again. */
  readonly restoreEndedBy: string | null;
}

export interface CoverRow {
  readonly restrictionId: string;
  readonly decisionId: string;
}

/** Rows to write so that covers, restriction and orders of a key agree again. */
export interface KeyWrites {
  readonly restrictionId: string;
  readonly restriction: 'new' | 'revive' | 'lift' | 'keep';
  readonly insertCovers: readonly CoverRow[];
  readonly reviveCovers: readonly CoverRow[];
  readonly endCovers: readonly CoverRow[];
  readonly order: OrderDirection | null;
  readonly cancelOrderId: string | null;
  /** An order made for a decision that was undone leaves no sooner than the remaining decisions allow. */
  readonly postpone: { readonly orderId: string; readonly until: Date } | null;
}

/**
 * Works out the writes for one key; null when the change does not touch it. A restriction that was lifted while its
 * undo order had not left is revived, so that nothing is sent; otherwise a lifted one stays lifted and a new one begins.
 */
export function planKey(state: KeyState, change: CoverChange, makeId: () => string): KeyWrites | null {
  const ends = state.covers.filter((cover) => cover.standing && change.endOf.includes(cover.decisionId));
  const gains = [
    ...(change.cover ? [change.cover] : []),
    ...state.covers.filter((cover) => !cover.standing && restored(cover, change)),
  ];
  if (ends.length === 0 && gains.length === 0) return null;

  const revivable =
    state.latest?.direction === 'undo' && state.latest.state === 'waiting' ? state.latest.restrictionId : null;
  const existing = state.standingId ?? (gains.length > 0 ? revivable : null);
  const restrictionId = existing ?? makeId();

  const open = new Map(
    state.covers
      .filter((cover) => cover.standing && !ends.includes(cover))
      .map((cover) => [cover.decisionId, cover.graceUntil]),
  );
  for (const gain of gains) open.set(gain.decisionId, gain.graceUntil);
  const known = (decisionId: string) =>
    state.covers.some((cover) => cover.restrictionId === restrictionId && cover.decisionId === decisionId);
  const rowsOf = (list: readonly { decisionId: string }[]) =>
    [...new Set(list.map((gain) => gain.decisionId))].map((decisionId) => ({ restrictionId, decisionId }));

  const covered = open.size > 0;
  const plan = planOrder(gains.length > 0 ? 'gained' : 'ended', covered, state.latest);
  return {
    restrictionId,
    restriction: existing === null ? 'new' : !covered ? 'lift' : state.standingId === null ? 'revive' : 'keep',
    insertCovers: rowsOf(gains.filter((gain) => !known(gain.decisionId))),
    reviveCovers: rowsOf(gains.filter((gain) => known(gain.decisionId))),
    endCovers: ends.map(({ restrictionId: id, decisionId }) => ({ restrictionId: id, decisionId })),
    order: plan === 'apply' || plan === 'undo' ? plan : null,
    cancelOrderId: plan === 'cancel' && state.latest ? state.latest.id : null,
    postpone: postponement(state, plan === 'nothing' && covered, [...open.values()]),
  };
}

function restored(cover: KnownCover, change: CoverChange): boolean {
  return change.restoreEndedBy !== null && cover.endedBy === change.restoreEndedBy;
}

function postponement(state: KeyState, kept: boolean, graces: readonly Date[]): KeyWrites['postpone'] {
  const { latest } = state;
  if (!kept || latest?.direction !== 'apply' || latest.state !== 'waiting') return null;
  const earliest = new Date(Math.min(...graces.map((grace) => grace.getTime())));
  return earliest > latest.notBefore ? { orderId: latest.id, until: earliest } : null;
}
