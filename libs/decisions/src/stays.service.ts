import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import { CaseDecidingService, type LockedCase } from '@mizan/cases/case-deciding.service.js';
import { SpecialCasesService, type SpecialCase } from '@mizan/cases/special-cases.service.js';
import type { ActingPerson, Actor } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { holds } from '@mizan/foundation/permissions.js';
import { DeskSettings } from '@mizan/foundation/desk-settings.service.js';
import { ProtectionService } from '@mizan/protection/protection.service.js';
import type { DecisionDraft } from './decision-draft.js';
import type { LoadedFacts } from './decision-facts.service.js';
import { proposalEvent, stayEvent } from './decisions.events.js';
import { draftAlone, judgeGate, restrictedIds, restsOnTerms, type Gate } from './gate-rules.js';
import { MediaRepliesService } from './media-replies.service.js';
import { contentHash } from './proposal-rules.js';
import { answerProposals, endStays, insertStay, openStayCase, reopenStays, waitingCaseIds } from './stay-statements.js';

/** What is said of a stay: that it is, and until when. */
export interface StayAnswer {
  /** The case in which it is decided. */
  readonly caseId: string;
  /** What people say aloud, e.g. `S-17`. */
  readonly reference: string;
  readonly dueAt: Date;
}

/** A draft that went ahead without somebody, and as what. */
export interface WentAhead {
  readonly decisionId: string | null;
  readonly proposalId: string | null;
}

/** The case whose stay it is, or in whose decision it came up. */
export type StayLike = Pick<LockedCase, 'platformId' | 'category' | 'queueId'>;
type Own = Pick<LockedCase, 'id' | 'kind' | 'subjectId'>;

/** The gate before measures on people who are or may be protected, and the stays that come of it. */
@Injectable()
export class StaysService {
  constructor(
    private readonly special: SpecialCasesService,
    private readonly cases: CaseDecidingService,
    private readonly protection: ProtectionService,
    private readonly media: MediaRepliesService,
    private readonly settings: DeskSettings,
    private readonly audit: AuditService,
  ) {}

  /** Every way to a measure asks here, in the transaction that would impose it. */
  async judge(
    manager: EntityManager,
    decider: Pick<ActingPerson, 'roles'>,
    draft: DecisionDraft,
    own: Own,
    loaded: Pick<LoadedFacts, 'ground' | 'evidenceOf'>,
  ): Promise<Gate> {
    const known = await this.protection.standing(manager, [...restrictedIds(draft)]);
    const unheard =
      known.has(own.subjectId) &&
      restsOnTerms(draft, loaded.ground, own.subjectId) &&
      (await this.media.isUnheard(manager, own.id, own.subjectId, draft.policyVersionId));
    return judgeGate(
      draft,
      {
        caseSubjectId: own.subjectId,
        protectedIds: new Set(known.keys()),
        unheardIds: new Set(unheard ? [own.subjectId] : []),
        mayDecide: holds(decider.roles, 'protection.decide'),
      },
      loaded.evidenceOf,
    );
  }

  /**
   * Keeps the whole draft and lets its case wait for the stay's. On the case of a stay itself only declared media are
   * asked, and the case stays where it is.
   */
  async stayWhole(
    manager: EntityManager,
    person: ActingPerson,
    draft: DecisionDraft,
    own: LockedCase,
    loaded: LoadedFacts,
  ): Promise<StayAnswer> {
    const { policyVersionId } = draft;
    if (own.kind === 'stay') {
      if (policyVersionId === null) throw new Error('A measure without a policy reached the gate.');
      const dueAt = await this.media.ask(manager, person, {
        caseId: own.id,
        subjectId: own.subjectId,
        policyVersionId,
        draft,
      });
      return { ...(await this.standing(manager, own.id)), dueAt };
    }
    const answer = await this.stay(manager, person, {
      draft,
      waiting: { own, person },
      subjectId: own.subjectId,
      hash: contentHash(draft, loaded.cited),
      like: own,
      ahead: { decisionId: null, proposalId: null },
    });
    if (
      policyVersionId !== null &&
      restsOnTerms(draft, loaded.ground, own.subjectId) &&
      (await this.media.isUnheard(manager, answer.caseId, own.subjectId, policyVersionId))
    )
      await this.media.ask(manager, person, {
        caseId: answer.caseId,
        subjectId: own.subjectId,
        policyVersionId,
        draft,
      });
    return answer;
  }

  /** Opens a stay for each of those that a decision or proposal went ahead without. */
  async leaveOut(
    manager: EntityManager,
    person: ActingPerson,
    asked: DecisionDraft,
    leftOut: readonly string[],
    own: LockedCase,
    loaded: LoadedFacts,
    ahead: WentAhead,
  ): Promise<void> {
    for (const subjectId of [...leftOut].sort()) {
      const facts = loaded.facts.subjects.find((each) => each.id === subjectId);
      const cited = {
        ...loaded.cited,
        subjects: loaded.cited.subjects.filter((each) => each.id === subjectId),
        evidence: loaded.cited.evidence.filter((each) => loaded.evidenceOf.get(each.id) === subjectId),
      };
      const draft = draftAlone(asked, subjectId, own.id, loaded.evidenceOf);
      await this.stay(manager, person, {
        draft,
        waiting: null,
        subjectId,
        hash: contentHash(draft, cited),
        like: { ...own, platformId: facts?.platformId ?? own.platformId },
        ahead,
      });
    }
  }

  /** The same for one whose order was about to be sent when it turned out that they are or may be protected. */
  async stayOrder(
    manager: EntityManager,
    actor: Actor,
    stopped: {
      readonly draft: DecisionDraft;
      readonly subjectId: string;
      readonly decisionId: string;
      readonly proposedBy: string;
      readonly like: StayLike;
      readonly hash: string;
    },
  ): Promise<StayAnswer> {
    return this.stay(manager, actor, {
      ...stopped,
      waiting: null,
      ahead: { decisionId: stopped.decisionId, proposalId: null },
    });
  }

  /** Cases that wait for the decision of this one, locked; none unless it is the case of a stay. */
  async waiting(manager: EntityManager, own: Pick<LockedCase, 'id' | 'kind'>): Promise<LockedCase[]> {
    if (own.kind !== 'stay') return [];
    const locked = await this.cases.lockDecided(manager, await waitingCaseIds(manager, own.id));
    return locked.filter((each) => each.state !== 'decided' && each.state !== 'closed');
  }

  /** The stay is decided; so are the drafts behind it. */
  async end(
    manager: EntityManager,
    actor: ActingPerson,
    own: Pick<LockedCase, 'id' | 'kind'>,
    decisionId: string,
  ): Promise<void> {
    if (own.kind !== 'stay') return;
    const ended = await endStays(manager, own.id, decisionId);
    await answerProposals(manager, ended, actor.id, decisionId);
    await this.audit.recordMany(
      manager,
      actor,
      ended.map((one) => ({
        kind: 'stay.ended',
        target: { kind: 'stay', id: one.id },
        caseId: own.id,
        details: { decisionId },
        events: [stayEvent('ended', one.id, own.id)],
      })),
    );
  }

  /** The decision was taken back: what it had ended stands again. */
  reopen(manager: EntityManager, decisionId: string): Promise<void> {
    return reopenStays(manager, decisionId);
  }

  /** A proposal became a decision: who was left out of it is left out of the decision. */
  async becameDecision(manager: EntityManager, proposalId: string, decisionId: string): Promise<void> {
    await manager.query('update protective_stay set decision_id = $2 where without_by_proposal_id = $1', [
      proposalId,
      decisionId,
    ]);
  }

  /** Says once that a stay was not decided in its time; it goes on waiting, and nothing passes by itself. */
  async alarm(manager: EntityManager, actor: Actor, id: string): Promise<void> {
    const [late] = await rows<{ caseId: string }>(
      manager,
      `update protective_stay set alarmed_at = clock_timestamp()
       where id = $1 and ended_at is null and alarmed_at is null and due_at <= clock_timestamp() returning case_id as "caseId"`,
      [id],
    );
    if (!late) return;
    await this.audit.record(manager, actor, {
      kind: 'stay.overdue',
      target: { kind: 'stay', id },
      caseId: late.caseId,
      events: [stayEvent('overdue', id, late.caseId)],
    });
  }

  private async stay(manager: EntityManager, actor: Actor, asked: AskedStay): Promise<StayAnswer> {
    const hours = await this.settings.get('protective_stay_hours', manager);
    const dueAt = await rows<{ at: Date }>(manager, 'select clock_timestamp() + make_interval(hours => $1) as at', [
      hours,
    ]);
    const due = dueAt[0]?.at ?? new Date();
    const caseId = await openStayCase(manager, asked.subjectId, () =>
      this.special.open(manager, actor, {
        kind: 'stay',
        platformId: asked.like.platformId,
        subjectId: asked.subjectId,
        queueKind: 'stay',
        ...placeOf(asked.like),
        dueAt: due,
        policyId: null,
        language: null,
        appealId: null,
        reason: 'protective_stay',
      }),
    );
    const made = await insertStay(manager, {
      caseId,
      draftCaseId: asked.waiting?.own.id ?? caseId,
      draftCaseVersion: asked.waiting?.own.version ?? 1,
      subjectId: asked.subjectId,
      draft: asked.waiting ? asked.draft : { ...asked.draft, caseId },
      hash: asked.hash,
      proposedBy: asked.proposedBy ?? actor.id ?? '',
      dueAt: due,
      ...asked.ahead,
    });
    if (asked.waiting) await this.cases.markAwaitingApproval(manager, asked.waiting.person, asked.waiting.own);
    await this.audit.recordMany(manager, actor, [
      // Reads like any proposal: the record of the waiting case says no more.
      ...(asked.waiting
        ? [
            {
              kind: 'proposal.made',
              target: { kind: 'proposal', id: made.proposalId },
              caseId: asked.waiting.own.id,
              details: { contentHash: asked.hash },
              events: [proposalEvent(made.proposalId, asked.waiting.own.id)],
            },
          ]
        : []),
      {
        kind: 'stay.opened',
        target: { kind: 'stay', id: made.id },
        caseId,
        events: [stayEvent('opened', made.id, caseId)],
      },
    ]);
    return { caseId, reference: `S-${made.number}`, dueAt: due };
  }

  private async standing(manager: EntityManager, caseId: string): Promise<StayAnswer> {
    const [found] = await rows<{ number: string; dueAt: Date }>(
      manager,
      `select number, due_at as "dueAt" from protective_stay where case_id = $1 order by opened_at desc limit 1`,
      [caseId],
    );
    if (!found) throw new Error('The case of a stay has none.');
    return { caseId, reference: `S-${found.number}`, dueAt: found.dueAt };
  }
}

interface AskedStay {
  readonly draft: DecisionDraft;
  /** The case that waits with its draft; null = nothing does. */
  readonly waiting: { readonly own: LockedCase; readonly person: ActingPerson } | null;
  readonly subjectId: string;
  readonly hash: string;
  readonly like: StayLike;
  readonly ahead: WentAhead;
  /** Whose draft it is; default who acts. */
  readonly proposedBy?: string;
}

function placeOf({ category, queueId }: StayLike): Pick<SpecialCase, 'category' | 'queueId'> {
  if (category === 'child_safety') return { category, queueId };
  return { category: category === 'terrorism' || category === 'threat_to_life' ? category : 'general' };
}
