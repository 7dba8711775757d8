import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService, type AuditEntry } from '@mizan/audit/audit.service.js';
import type { Actor } from '@mizan/foundation/acting.js';
import { newId } from '@mizan/foundation/ids.js';
import { joinFlags, openFor, sumBySubject, type DeskRules, type FlaggedSubject } from './attach-rules.js';
import {
  insertCases,
  lockStanding,
  updateCases,
  type ChangedCase,
  type NewCase,
  type StandingCase,
} from './attach-statements.js';
import { noQueue } from './cases.errors.js';
import { caseEvent } from './cases.events.js';
import { SubjectAccessService } from '@mizan/subjects/subject-access.service.js';
import { DeskRulesService } from './desk-rules.service.js';
import { ReservedCasesService } from './reserved-cases.service.js';

/** Where the flags of a subject went. `round` is the round they count for. */
export interface Attachment {
  readonly caseId: string;
  readonly round: number;
  readonly opened: boolean;
}

/** Times that flags look again for a case which somebody else opened, closed or decided between two statements. */
const MAX_LOOKS = 10;

/** Brings flags into the one open case of their subject. */
@Injectable()
export class AttachService {
  constructor(
    private readonly audit: AuditService,
    private readonly deskRules: DeskRulesService,
    private readonly subjects: SubjectAccessService,
    private readonly reserved: ReservedCasesService,
  ) {}

  /**
   * Joins the flags of many subjects to their open cases, or opens cases, in two statements however many there are.
   * Subjects are taken in one order, so that two callers do not deadlock; a caller still runs its transaction by
   * `inTransaction`. Throws NO_QUEUE when no active queue can take a case.
   */
  async attach(
    manager: EntityManager,
    actor: Actor,
    items: readonly FlaggedSubject[],
  ): Promise<Map<string, Attachment>> {
    const rules = await this.deskRules.current(manager);
    const attached = new Map<string, Attachment>();
    const entries: AuditEntry[] = [];
    const opened: NewCase[] = [];
    let waiting = sumBySubject(items, rules);
    for (let look = 0; waiting.length > 0 && look < MAX_LOOKS; look += 1) {
      const { nowMs, standing } = await lockStanding(
        manager,
        waiting.map((item) => item.subjectId),
      );
      const work = { nowMs, standing, rules, attached, entries, opened };
      await this.join(manager, waiting, work);
      await this.open(manager, waiting, work);
      waiting = waiting.filter((item) => !attached.has(item.subjectId));
    }
    if (waiting.length > 0) throw new Error('Cases kept changing under the flags that were to join them.');
    await this.audit.recordMany(manager, actor, entries);
    await this.recordOpened(manager, actor, opened);
    const aboutChildren = items.filter((item) => item.category === 'child_safety').map((item) => item.subjectId);
    await this.reserved.gather(manager, actor, [...new Set(aboutChildren)]);
    return attached;
  }

  private async join(manager: EntityManager, items: readonly FlaggedSubject[], work: Work): Promise<void> {
    const changes: ChangedCase[] = [];
    for (const item of items) {
      const found = work.standing.get(item.subjectId);
      if (!found) continue;
      const facts = joinFlags(found, item, work.nowMs, work.rules);
      if (!facts) throw noQueue(item.category);
      const moved = facts.queueId !== found.queueId;
      changes.push({ caseId: found.caseId, facts, endLease: moved && found.state === 'claimed' });
      if (moved || found.state !== 'open' || facts.rank !== found.rank) {
        work.entries.push(joinedEntry(found, facts.queueId));
      }
      const round = found.state === 'decided' ? found.round + 1 : found.round;
      work.attached.set(item.subjectId, { caseId: found.caseId, round, opened: false });
    }
    if (changes.length > 0) await updateCases(manager, changes, { asFlagged: true });
  }

  private async open(manager: EntityManager, items: readonly FlaggedSubject[], work: Work): Promise<void> {
    const unknown = items.filter((item) => !work.standing.has(item.subjectId));
    if (unknown.length === 0) return;
    const circles = await this.subjects.circlesOf(
      manager,
      unknown.map((item) => item.subjectId),
    );
    const fresh: NewCase[] = [];
    for (const item of unknown) {
      const facts = openFor(item, work.nowMs, work.rules, circles.get(item.subjectId) ?? null);
      if (!facts) throw noQueue(item.category);
      fresh.push({ caseId: newId(), subjectId: item.subjectId, platformId: item.platformId, facts });
    }
    const opened = await insertCases(manager, fresh);
    for (const one of fresh) {
      if (!opened.has(one.caseId)) continue;
      work.attached.set(one.subjectId, { caseId: one.caseId, round: 1, opened: true });
      work.opened.push(one);
    }
  }

  /** One row and one event for each queue, however many cases; the event names the most urgent. */
  private async recordOpened(manager: EntityManager, actor: Actor, opened: readonly NewCase[]): Promise<void> {
    const byQueue = new Map<string, NewCase[]>();
    for (const one of opened) {
      const list = byQueue.get(one.facts.queueId);
      if (list) list.push(one);
      else byQueue.set(one.facts.queueId, [one]);
    }
    for (const [queueId, cases] of [...byQueue].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const soonest = cases.reduce((best, one) => (one.facts.rank < best.facts.rank ? one : best));
      await this.audit.recordBatch(manager, actor, {
        kind: 'case.opened',
        details: { queueId },
        cases,
        events: [caseEvent('opened', { caseId: soonest.caseId, queueId })],
      });
    }
  }
}

interface Work {
  readonly nowMs: number;
  readonly standing: ReadonlyMap<string, StandingCase>;
  readonly rules: DeskRules;
  readonly attached: Map<string, Attachment>;
  readonly entries: AuditEntry[];
  readonly opened: NewCase[];
}

function joinedEntry(found: StandingCase, queueId: string): AuditEntry {
  const moved = queueId !== found.queueId;
  return {
    kind: 'case.flagged',
    target: { kind: 'case', id: found.caseId },
    caseId: found.caseId,
    subjectId: found.subjectId,
    details: moved ? { fromQueueId: found.queueId, queueId } : {},
    events: [caseEvent('flagged', { caseId: found.caseId, queueId, fromQueueId: moved ? found.queueId : null })],
  };
}
