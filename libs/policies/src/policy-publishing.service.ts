import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { invalid, notFound, violatedConstraint } from '@mizan/foundation/errors.js';
import { ChangesService } from '@mizan/identity/changes.service.js';
import { PeopleService } from '@mizan/identity/people.service.js';
import type { CaseCategory } from './policy.entity.js';
import { PoliciesService } from './policies.service.js';
import { stalePolicy } from './policies.errors.js';
import { widens } from './publishing-rules.js';
import { readVersion, type VersionContent } from './version-content.js';

/** What publishing came to: `proposalId` is set when a second person has to agree first. */
export interface Published {
  readonly policyId: string;
  readonly proposalId: string | null;
}

/** Months in which a decision can be appealed. */
const LEAST_WINDOW = 6;
const MOST_WINDOW = 60;

/** Making policies and publishing their versions. */
@Injectable()
export class PolicyPublishingService implements OnModuleInit {
  constructor(
    private readonly audit: AuditService,
    private readonly changes: ChangesService,
    private readonly people: PeopleService,
    private readonly policies: PoliciesService,
  ) {}

  onModuleInit(): void {
    this.changes.onApproved('policy_version', async (manager, { payload, proposedBy, approver }) => {
      const policyId = String(payload['policyId']);
      const content = readVersion(payload['version']);
      await this.write(manager, approver, policyId, Number(payload['basedOn']), content, {
        publishedBy: proposedBy,
        approvedBy: approver.id,
      });
    });
  }

  /**
   * Makes a policy with its first version. Where a second person has to agree to the measures, it stands without any
   * until they do. Throws INVALID_INPUT with the field.
   */
  async create(
    manager: EntityManager,
    person: ActingPerson,
    input: {
      readonly code: string;
      readonly category: CaseCategory;
      readonly ground: string;
      readonly version: unknown;
    },
  ): Promise<Published> {
    const content = readVersion(input.version);
    if (!/^[a-z0-9][a-z0-9_-]{0,62}$/.test(input.code)) throw invalid('code', 'Lower-case letters, digits, - and _.');
    if (input.ground !== 'law' && input.ground !== 'terms') throw invalid('ground', 'Either law or terms.');
    const policyId = await this.insert(manager, input);
    await this.audit.record(manager, person, {
      kind: 'policy.created',
      target: { kind: 'policy', id: policyId },
      details: { code: input.code, category: input.category, ground: input.ground },
    });
    const by = { publishedBy: person.id, approvedBy: null };
    if (!(await this.needsSecond(manager, widens(null, content)))) {
      await this.write(manager, person, policyId, 0, content, by);
      return { policyId, proposalId: null };
    }
    await this.write(manager, person, policyId, 0, { ...content, measures: [] }, by);
    return { policyId, proposalId: await this.propose(manager, person, policyId, 1, content) };
  }

  /**
   * Publishes a version, or proposes it to a second person when it widens what may be done. `basedOn` is the number of
   * the version that was read. Throws NOT_FOUND, STALE_VERSION, INVALID_INPUT with the field.
   */
  async publish(
    manager: EntityManager,
    person: ActingPerson,
    input: { readonly policyId: string; readonly basedOn: number; readonly version: unknown },
  ): Promise<Published> {
    const content = readVersion(input.version);
    await this.policies.get(input.policyId, manager);
    const [current] = (await this.policies.versionsOf([input.policyId], manager)).get(input.policyId) ?? [];
    if ((current?.n ?? 0) !== input.basedOn) throw stalePolicy(current?.n ?? 0);
    if (await this.needsSecond(manager, widens(current ?? null, content))) {
      const proposalId = await this.propose(manager, person, input.policyId, input.basedOn, content);
      return { policyId: input.policyId, proposalId };
    }
    const by = { publishedBy: person.id, approvedBy: null };
    await this.write(manager, person, input.policyId, input.basedOn, content, by);
    return { policyId: input.policyId, proposalId: null };
  }

  /** Throws NOT_FOUND. */
  async setActive(manager: EntityManager, person: ActingPerson, policyId: string, active: boolean): Promise<void> {
    const changed = await rows<{ id: string }>(manager, 'update policy set active = $2 where id = $1 returning id', [
      policyId,
      active,
    ]);
    if (changed.length === 0) throw notFound('policy');
    await this.audit.record(manager, person, {
      kind: active ? 'policy.activated' : 'policy.retired',
      target: { kind: 'policy', id: policyId },
    });
  }

  /**
   * How long decisions under the policy can be appealed; null = as long as the desk says. Throws NOT_FOUND,
   * INVALID_INPUT (`months`): at least six (DSA Art. 20(1)), at most 60.
   */
  async setAppealWindow(
    manager: EntityManager,
    person: ActingPerson,
    policyId: string,
    months: number | null,
  ): Promise<void> {
    if (months !== null && !(Number.isInteger(months) && months >= LEAST_WINDOW && months <= MOST_WINDOW))
      throw invalid('months', `${LEAST_WINDOW} to ${MOST_WINDOW} months.`, { min: LEAST_WINDOW, max: MOST_WINDOW });
    const changed = await rows<{ id: string }>(
      manager,
      'update policy set appeal_window_months = $2 where id = $1 returning id',
      [policyId, months],
    );
    if (changed.length === 0) throw notFound('policy');
    await this.audit.record(manager, person, {
      kind: 'policy.appeal_window_set',
      target: { kind: 'policy', id: policyId },
      details: { months },
    });
  }

  /** The first administrator needs nobody until there is a second (settled 16). */
  private async needsSecond(manager: EntityManager, wider: boolean): Promise<boolean> {
    return wider && (await this.people.administrators(manager)) > 1;
  }

  private propose(
    manager: EntityManager,
    person: ActingPerson,
    policyId: string,
    basedOn: number,
    version: VersionContent,
  ): Promise<string> {
    return this.changes.propose(person, 'policy_version', { policyId, basedOn, version }, manager);
  }

  private async insert(
    manager: EntityManager,
    input: { readonly code: string; readonly category: CaseCategory; readonly ground: string },
  ): Promise<string> {
    try {
      const [made] = await rows<{ id: string }>(
        manager,
        `insert into policy (code, category, ground, position)
         values ($1, $2, $3, (select coalesce(max(position), 0) + 1 from policy)) returning id`,
        [input.code, input.category, input.ground],
      );
      return made?.id ?? '';
    } catch (error) {
      if (violatedConstraint(error) !== 'policy_code_unique') throw error;
      throw invalid('code', 'There is a policy with this code.', { reason: 'taken' });
    }
  }

  private async write(
    manager: EntityManager,
    person: ActingPerson,
    policyId: string,
    basedOn: number,
    content: VersionContent,
    by: { readonly publishedBy: string; readonly approvedBy: string | null },
  ): Promise<void> {
    const written = await rows<{ id: string; n: number }>(
      manager,
      `insert into policy_version (policy_id, n, title, guidance, legal_reference, severity_minutes, measures,
                                   requires_second, published_by, approved_by, strike_weight, strike_days)
       select $1, $2::int + 1, $3::jsonb, $4::jsonb, $5, $6, $7, $8, $9, $10, $11, $12
       where coalesce((select max(n) from policy_version where policy_id = $1), 0) = $2
       on conflict (policy_id, n) do nothing returning id, n`,
      [
        policyId,
        basedOn,
        JSON.stringify(content.titles),
        JSON.stringify(content.guidances),
        content.legalReference,
        content.severityMinutes,
        content.measures,
        content.requiresSecond,
        by.publishedBy,
        by.approvedBy,
        content.strikeWeight,
        content.strikeDays,
      ],
    );
    const version = written[0];
    if (!version) throw stalePolicy(basedOn + 1);
    await this.audit.record(manager, person, {
      kind: 'policy.published',
      target: { kind: 'policy_version', id: version.id },
      details: {
        policyId,
        n: version.n,
        measures: content.measures,
        requiresSecond: content.requiresSecond,
        severityMinutes: content.severityMinutes,
        strikeWeight: content.strikeWeight,
        strikeDays: content.strikeDays,
        publishedBy: by.publishedBy,
        approvedBy: by.approvedBy,
      },
    });
  }
}
