import type { Network, NetworkSubject, PlatformCode } from './network/network.js';
import type { Order, OrderAnswer } from './contract.js';

/** Measures that this platform can carry out, and on what. */
const MEASURES: Readonly<Record<string, { on: readonly NetworkSubject['kind'][]; hides: boolean; undoable: boolean }>> =
  {
    remove_channel: { on: ['channel', 'group'], hides: true, undoable: true },
    disable_in_territory: { on: ['channel', 'group', 'account', 'bot'], hides: false, undoable: true },
    label: { on: ['channel', 'group', 'account', 'bot'], hides: false, undoable: true },
    suspend_account: { on: ['account', 'bot'], hides: true, undoable: true },
    terminate_account: { on: ['account', 'bot'], hides: true, undoable: false },
    bar_reregistration: { on: ['account', 'bot'], hides: false, undoable: true },
    remove_followers: { on: ['channel', 'group'], hides: false, undoable: true },
    revoke_invites: { on: ['channel', 'group'], hides: false, undoable: false },
  };

/** Members named in an answer; it may hold 16,000 bytes. */
const NAMED_MEMBERS = 500;

export interface Standing {
  measure: string;
  scope: string;
  since: string;
}

/** A subject and what was done to it. */
export interface WorldSubject {
  subject: NetworkSubject;
  audience: number | null;
  standing: Standing[];
}

/** Whether the public can see a subject at all. */
export function isVisible(entry: WorldSubject): boolean {
  return !entry.standing.some(({ measure }) => MEASURES[measure]?.hides === true);
}

/** The pretend platforms in memory: the generated network and the measures that stand on it. */
export class World {
  private readonly byId = new Map<string, WorldSubject>();
  private readonly byHandle = new Map<string, WorldSubject>();
  /** Followers before `remove_followers`, by platform and subject: more than fits into an answer. */
  private readonly followersBefore = new Map<string, number | null>();

  constructor(readonly network: Network) {
    for (const subject of network.subjects) {
      const entry: WorldSubject = { subject, audience: subject.audience, standing: [] };
      this.byId.set(`${subject.platform} ${subject.nativeId}`, entry);
      if (subject.handle !== null) this.byHandle.set(`${subject.platform} ${subject.handle.toLowerCase()}`, entry);
    }
  }

  find(platform: string, nativeId: string | null, handle: string | null): WorldSubject | null {
    const found = nativeId === null ? undefined : this.byId.get(`${platform} ${nativeId}`);
    return found ?? (handle === null ? null : (this.byHandle.get(`${platform} ${handle.toLowerCase()}`) ?? null));
  }

  list(platform: PlatformCode): WorldSubject[] {
    return [...this.byId.values()].filter((entry) => entry.subject.platform === platform);
  }

  /** Carries out one order and says what came of it. The caller sees to it that an order comes here only once. */
  carryOut(platform: string, order: Order, at: string): OrderAnswer {
    const rule = MEASURES[order.measure];
    if (!rule) return { outcome: 'failed', code: 'measure_not_supported' };
    const entry = this.find(platform, order.subject.native_id, order.subject.handle);
    if (!entry) return { outcome: 'gone' };
    if (!rule.on.includes(entry.subject.kind)) return { outcome: 'failed', code: 'measure_not_for_this_kind' };
    return order.direction === 'apply' ? this.apply(entry, order, at) : this.undo(entry, order, rule.undoable);
  }

  private apply(entry: WorldSubject, order: Order, at: string): OrderAnswer {
    const key = `${entry.subject.platform} ${entry.subject.nativeId}`;
    const prior = {
      // Named while they still are: without names nobody can look again at who fell with a channel.
      ...(order.measure === 'remove_followers' ? { members: this.membersOf(entry) } : {}),
      visible: isVisible(entry),
      audience: entry.audience,
      standing: entry.standing.length,
      snapshot: order.order_id,
    };
    if (!entry.standing.some((one) => one.measure === order.measure && one.scope === order.scope)) {
      entry.standing.push({ measure: order.measure, scope: order.scope, since: at });
      if (order.measure === 'remove_followers') {
        this.followersBefore.set(key, entry.audience);
        entry.audience = 0;
      }
    }
    return { outcome: 'applied', prior_state: prior, platform_ref: `act-${order.order_id.slice(-12)}` };
  }

  private membersOf(entry: WorldSubject): string[] {
    const { platform, nativeId } = entry.subject;
    return this.network.links
      .filter((link) => link.kind === 'member_of' && link.platform === platform && link.to === nativeId)
      .map((link) => link.from)
      .slice(0, NAMED_MEMBERS);
  }

  private undo(entry: WorldSubject, order: Order, undoable: boolean): OrderAnswer {
    if (!undoable) return { outcome: 'failed', code: 'cannot_be_undone' };
    const key = `${entry.subject.platform} ${entry.subject.nativeId}`;
    entry.standing = entry.standing.filter((one) => one.measure !== order.measure || one.scope !== order.scope);
    if (order.measure === 'remove_followers' && this.followersBefore.has(key)) {
      entry.audience = this.followersBefore.get(key) ?? null;
      this.followersBefore.delete(key);
    }
    return { outcome: 'applied', platform_ref: `act-${order.order_id.slice(-12)}` };
  }
}
