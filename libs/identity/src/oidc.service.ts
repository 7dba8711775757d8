import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import { systemActor } from '@mizan/foundation/acting.js';
import { CONFIG, type Config } from '@mizan/foundation/config.js';
import { inTransaction, rows } from '@mizan/foundation/database.js';
import { sha256 } from '@mizan/foundation/ids.js';
import { ssoRefused } from './identity.errors.js';
import { acrSuffices, type IdTokenClaims, requiredAcr, safeReturn } from './oidc-claims-rules.js';
import { OidcClient } from './oidc-client.js';
import { SessionsService } from './sessions.service.js';

/** How long somebody may take at the provider, in seconds. */
export const FLOW_SECONDS = 600;

export interface Started {
  /** Where the browser goes. */
  readonly url: URL;
  /** Bound to the browser by a cookie, so that nobody signs another in (login CSRF). */
  readonly state: string;
}

/** Single sign-on. Opens sessions for people who exist; never makes people, never gives roles. */
@Injectable()
export class OidcService {
  constructor(
    private readonly source: DataSource,
    private readonly audit: AuditService,
    private readonly sessions: SessionsService,
    private readonly client: OidcClient,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Remembers the flow and answers where to go. SSO_REFUSED (`not_set_up`, `provider_unreachable`). */
  async start(returnTo: string | null): Promise<Started> {
    const flow = this.client.newSecrets();
    const url = await this.client.authorizationUrl(flow);
    await this.source.query('delete from oidc_flow where expires_at < clock_timestamp()');
    await this.source.query(
      `insert into oidc_flow (state_hash, nonce, code_verifier, return_to, expires_at)
       values ($1, $2, $3, $4, clock_timestamp() + make_interval(secs => $5))`,
      [sha256(flow.state), flow.nonce, flow.codeVerifier, safeReturn(returnTo), FLOW_SECONDS],
    );
    return { url, state: flow.state };
  }

  /**
   * Ends the flow: each state works once, in the browser that began it. Answers the new session's token and where to go.
   * SSO_REFUSED with a `reason`.
   */
  async finish(
    query: URLSearchParams,
    browserState: string | null,
    userAgent: string | null,
  ): Promise<{ token: string; returnTo: string }> {
    const state = query.get('state');
    if (!state || state !== browserState) throw await this.refused('state', null);
    const flows = await rows<{ nonce: string; code_verifier: string; return_to: string | null }>(
      this.source.manager,
      `delete from oidc_flow where state_hash = $1 and expires_at > clock_timestamp() returning nonce, code_verifier, return_to`,
      [sha256(state)],
    );
    const flow = flows[0];
    if (!flow) throw await this.refused('state', null);
    const claims = await this.client.claims(query, { state, nonce: flow.nonce, codeVerifier: flow.code_verifier });
    const required = requiredAcr(this.config.OIDC_REQUIRED_ACR);
    if (!acrSuffices(claims.acr, required)) throw await this.refused('acr', null);
    const token = await this.open(claims, required.length > 0 || claims.multiFactor, userAgent);
    return { token, returnTo: safeReturn(flow.return_to) };
  }

  private async open(claims: IdTokenClaims, secondFactor: boolean, userAgent: string | null): Promise<string> {
    const answer = await inTransaction(this.source, async (manager) => {
      const found = await this.personOf(claims, manager);
      if ('refused' in found) return found;
      const opened = await this.sessions.start(
        found.personId,
        { method: 'oidc', acr: claims.acr, userAgent, secondFactor },
        manager,
      );
      await this.audit.record(
        manager,
        { kind: 'person', id: found.personId, roles: [], sessionId: opened.id, secondFactorAt: null },
        { kind: 'session.started', target: { kind: 'session', id: opened.id }, details: { method: 'oidc' } },
      );
      return { token: opened.token };
    });
    if ('refused' in answer) throw await this.refused(answer.refused, answer.personId);
    return answer.token;
  }

  /** Linked by (issuer, subject); at the first sign-in by the verified address of somebody who has no link with this issuer. */
  private async personOf(
    claims: IdTokenClaims,
    manager: EntityManager,
  ): Promise<{ personId: string } | { refused: string; personId: string | null }> {
    const linked = await rows<{ id: string; status: string }>(
      manager,
      `select p.id, p.status from oidc_identity i join person p on p.id = i.person_id where i.issuer = $1 and i.subject = $2`,
      [claims.iss, claims.sub],
    );
    if (linked[0]) return activeOr(linked[0]);
    if (claims.verifiedEmail === null) return { refused: 'unverified_email', personId: null };
    const known = await rows<{ id: string; status: string; taken: boolean }>(
      manager,
      `select p.id, p.status, exists (select from oidc_identity i where i.person_id = p.id and i.issuer = $2) as taken
       from person p where p.email = $1::citext for update`,
      [claims.verifiedEmail, claims.iss],
    );
    const person = known[0];
    if (!person) return { refused: 'unknown_person', personId: null };
    if (person.taken) return { refused: 'linked_to_another', personId: person.id };
    if (person.status !== 'active') return activeOr(person);
    await manager.query('insert into oidc_identity (issuer, subject, person_id) values ($1, $2, $3)', [
      claims.iss,
      claims.sub,
      person.id,
    ]);
    await this.audit.record(manager, systemActor('single-sign-on'), {
      kind: 'person.linked',
      target: { kind: 'person', id: person.id },
      details: { issuerHash: sha256(claims.iss).toString('hex') },
    });
    return { personId: person.id };
  }

  private async refused(reason: string, personId: string | null): Promise<Error> {
    await this.audit.record(this.source.manager, systemActor('single-sign-on'), {
      kind: 'session.refused',
      target: { kind: 'person', id: personId },
      details: { reason },
    });
    return ssoRefused(reason);
  }
}

function activeOr(person: {
  id: string;
  status: string;
}): { personId: string } | { refused: string; personId: string } {
  return person.status === 'active' ? { personId: person.id } : { refused: 'disabled', personId: person.id };
}
