import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import { type ActingPerson, mustHold } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { invalid, notFound } from '@mizan/foundation/errors.js';
import { canonicalJson, isId, sha256 } from '@mizan/foundation/ids.js';
import { type ChangeKind, ChangeProposal } from './change-proposal.entity.js';
import { changeContentDiffers, changeNotPending, selfApproval } from './identity.errors.js';

/** Carries out an approved change in the approver's transaction; throws AppError when it no longer can be. */
export type ChangeEffect = (
  manager: EntityManager,
  change: { readonly payload: Record<string, unknown>; readonly proposedBy: string; readonly approver: ActingPerson },
) => Promise<void>;

export interface ChangeAnswer {
  readonly approve: boolean;
  /** Hex, as the approver saw it. */
  readonly contentHash: string;
  readonly words: string | null;
}

interface Pending {
  kind: ChangeKind;
  payload: Record<string, unknown>;
  content_hash: Buffer;
  state: string;
  expired: boolean;
  proposed_by: string;
}

/** Longest reply to a proposal, in characters. */
const MAX_WORDS = 2_000;

/**
 * Changes that need a second person (ASVS 5.0, 2.3.5): proposed, looked at, and carried out in the transaction of the
 * one who agrees. Each kind is carried out by the lib that owns what changes.
 */
@Injectable()
export class ChangesService {
  private readonly effects = new Map<ChangeKind, ChangeEffect>();

  constructor(
    private readonly source: DataSource,
    private readonly audit: AuditService,
  ) {}

  /** Says who carries out a kind of change; called once at start by the owner of what changes. */
  onApproved(kind: ChangeKind, effect: ChangeEffect): void {
    if (this.effects.has(kind)) throw new Error(`Two parts carry out ${kind}.`);
    this.effects.set(kind, effect);
  }

  /** Writes the proposal in the caller's transaction; answers its id. The payload is JSON of ids, codes and texts. */
  async propose(
    person: ActingPerson,
    kind: ChangeKind,
    payload: Readonly<Record<string, unknown>>,
    manager: EntityManager,
  ): Promise<string> {
    const hash = contentHash(kind, payload, person.id);
    const made = await rows<{ id: string }>(
      manager,
      `insert into change_proposal (kind, payload, content_hash, proposed_by) values ($1, $2::jsonb, $3, $4) returning id`,
      [kind, JSON.stringify(payload), hash, person.id],
    );
    const id = made[0]?.id ?? '';
    await this.audit.record(manager, person, {
      kind: 'change.proposed',
      target: { kind: 'change_proposal', id },
      details: { change: kind, contentHash: hash.toString('hex') },
    });
    return id;
  }

  /**
   * Agrees or refuses, in the caller's transaction. The answer signs the content hash. Codes NOT_FOUND,
   * CHANGE_NOT_PENDING, CHANGE_CONTENT_DIFFERS, SELF_APPROVAL (the proposer may only withdraw), and those of the effect.
   */
  async decide(person: ActingPerson, id: string, answer: ChangeAnswer, manager: EntityManager): Promise<void> {
    mustHold(person, 'change.approve');
    if ((answer.words?.length ?? 0) > MAX_WORDS) throw invalid('words', 'This is too long.', { max: MAX_WORDS });
    const change = await this.lock(id, manager);
    if (change.state !== 'pending' || change.expired) {
      throw changeNotPending(change.state === 'pending' ? 'expired' : change.state);
    }
    const hash = contentHash(change.kind, change.payload, change.proposed_by);
    if (!hash.equals(change.content_hash) || hash.toString('hex') !== answer.contentHash) throw changeContentDiffers();
    if (answer.approve && (change.proposed_by === person.id || change.payload['personId'] === person.id)) {
      throw selfApproval();
    }
    await manager.query(
      `update change_proposal set state = $2, decided_by = $3, decided_at = clock_timestamp(), words = $4 where id = $1`,
      [id, answer.approve ? 'approved' : 'refused', person.id, answer.words],
    );
    await this.audit.record(manager, person, {
      kind: answer.approve ? 'change.approved' : 'change.refused',
      target: { kind: 'change_proposal', id },
      details: { change: change.kind, contentHash: answer.contentHash },
    });
    if (!answer.approve) return;
    const effect = this.effects.get(change.kind);
    if (!effect) throw new Error(`Nobody carries out ${change.kind}.`);
    await effect(manager, { payload: change.payload, proposedBy: change.proposed_by, approver: person });
  }

  /** Newest first, at most 200; those whose time ran out are shown as expired. */
  async list(state: string | null): Promise<ChangeProposal[]> {
    const found = await this.source
      .getRepository(ChangeProposal)
      .createQueryBuilder('c')
      .orderBy('c.proposed_at', 'DESC')
      .limit(200)
      .getMany();
    return found.map(withExpiry).filter((change) => state === null || change.state === state);
  }

  async byId(id: string): Promise<ChangeProposal> {
    const found = isId(id) ? await this.source.getRepository(ChangeProposal).findOneBy({ id }) : null;
    if (!found) throw notFound('change_proposal');
    return withExpiry(found);
  }

  /** Ends what a person proposed and nobody decided: who left cannot answer for it. */
  async lapseOf(personId: string, manager: EntityManager): Promise<void> {
    await manager.query(`update change_proposal set state = 'expired' where proposed_by = $1 and state = 'pending'`, [
      personId,
    ]);
  }

  private async lock(id: string, manager: EntityManager): Promise<Pending> {
    if (!isId(id)) throw notFound('change_proposal');
    const found = await rows<Pending>(
      manager,
      `select kind, payload, content_hash, state, expires_at <= clock_timestamp() as expired, proposed_by
       from change_proposal where id = $1 for update`,
      [id],
    );
    if (!found[0]) throw notFound('change_proposal');
    return found[0];
  }
}

function contentHash(kind: ChangeKind, payload: Readonly<Record<string, unknown>>, proposedBy: string): Buffer {
  return sha256(canonicalJson({ kind, payload, proposedBy }));
}

function withExpiry(change: ChangeProposal): ChangeProposal {
  if (change.state === 'pending' && change.expiresAt.getTime() <= Date.now()) change.state = 'expired';
  return change;
}
