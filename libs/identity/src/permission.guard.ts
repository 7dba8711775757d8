import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import type { ActingKey, ActingPerson } from '@mizan/foundation/acting.js';
import { actingIn, operationOf, rememberActing } from '@mizan/foundation/acting.decorator.js';
import { AppError, forbidden } from '@mizan/foundation/errors.js';
import { LOGGER, type Logger } from '@mizan/foundation/logger.js';
import { costOf } from '@mizan/foundation/operation-cost.js';
import { holds } from '@mizan/foundation/permissions.js';
import { AuthenticatorService, type Credentials } from './authenticator.service.js';
import { asksForProof, type HandlerRule, handlerRule, isOpenToEnrolment } from './handler-rules.js';
import { RecentProofService } from './recent-proof.service.js';

/**
 * The one guard, in front of every query, mutation, subscription and route. Deny by default: a handler that names no
 * right is open to nobody. Fields of an answer need no more than the operation that asked for them; a service that
 * gives a field which needs more asks `mustHold`.
 */
@Injectable()
export class PermissionGuard implements CanActivate {
  /** The fields of one operation ask at the same time; the first asks the database for all. */
  private readonly identified = new WeakMap<object, Promise<ActingPerson | ActingKey>>();
  /** Operations in which something was asked that sets up a second factor. */
  private readonly enrolling = new WeakSet<object>();

  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: AuthenticatorService,
    private readonly source: DataSource,
    private readonly audit: AuditService,
    private readonly proofs: RecentProofService,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const rule = handlerRule(this.reflector, context.getHandler(), context.getClass());
    const operation = operationOf(context);
    const request = operation && credentialsOf(operation);
    const name = `${context.getClass().name}.${context.getHandler().name}`;
    if (!rule || !operation || !request) {
      this.logger.error({ handler: name }, 'refused: the handler names no permission');
      throw forbidden('none');
    }
    if (rule.open) {
      await this.rememberVisitor(context, operation, request);
      return true;
    }
    const enrolling = isOpenToEnrolment(this.reflector, context.getHandler());
    await this.admit({ ...rule, enrolling }, operation, request, name);
    if (asksForProof(this.reflector, context.getHandler(), context.getClass())) await this.mustProve(operation);
    return true;
  }

  private async mustProve(operation: object): Promise<void> {
    const actor = actingIn(operation);
    if (actor?.kind === 'person') await this.proofs.mustBeRecent(actor);
  }

  private async admit(rule: NamedRule, operation: object, request: Credentials, name: string): Promise<void> {
    let actor: ActingPerson | ActingKey;
    try {
      // Who may only set up a second factor may do nothing else in the same operation either.
      const known = rule.enrolling || !this.enrolling.has(operation) ? actingIn(operation) : null;
      if (rule.enrolling) this.enrolling.add(operation);
      actor = known ?? (await this.identifyOnce(rule, operation, request));
    } catch (error) {
      if (error instanceof AppError) this.logger.info({ handler: name, code: error.code }, 'access denied');
      throw error;
    }
    const allowed =
      actor.kind === 'person'
        ? rule.permission !== null && holds(actor.roles, rule.permission)
        : rule.scope !== null && actor.scopes.includes(rule.scope);
    if (!allowed) {
      const needed = (actor.kind === 'person' ? rule.permission : rule.scope) ?? 'none';
      this.logger.warn({ handler: name, actor: actor.id, actorKind: actor.kind, needed }, 'access denied');
      await this.audit.record(this.source.manager, actor, {
        kind: 'access.denied',
        target: { kind: 'handler', id: null },
        details: { handler: name, needed },
      });
      throw forbidden(needed);
    }
    rememberActing(operation, actor);
  }

  private identifyOnce(rule: NamedRule, operation: object, request: Credentials): Promise<ActingPerson | ActingKey> {
    if (!rule.enrolling && this.enrolling.has(operation)) return this.identify(rule, operation, request);
    const known = this.identified.get(operation) ?? this.identify(rule, operation, request);
    this.identified.set(operation, known);
    return known;
  }

  private identify(rule: NamedRule, operation: object, request: Credentials): Promise<ActingPerson | ActingKey> {
    const byKey = rule.scope !== null && (rule.permission === null || request.headers.authorization !== undefined);
    return byKey
      ? this.authenticator.key(request)
      : this.authenticator.person(request, { enrolling: rule.enrolling, cost: operationCost(operation) });
  }

  /** Open GraphQL operations may still want to know who asks; open routes (health, static pages) never touch the database. */
  private async rememberVisitor(context: ExecutionContext, operation: object, request: Credentials): Promise<void> {
    if (context.getType<string>() !== 'graphql' || actingIn(operation)) return;
    const session = await this.authenticator.session(request);
    if (session?.complete) rememberActing(operation, session.person);
  }
}

/** A handler that names a right or a scope. */
type NamedRule = Extract<HandlerRule, { open: false }> & { readonly enrolling: boolean };

/** What the operation behind a GraphQL context was measured to cost. */
function operationCost(operation: object): number {
  const request: unknown = 'req' in operation ? operation.req : null;
  return typeof request === 'object' && request !== null ? costOf(request) : 0;
}

/** The request behind a GraphQL context (`req`) or the HTTP request itself. */
function credentialsOf(operation: object): Credentials | null {
  const request: unknown = 'req' in operation ? operation.req : operation;
  if (typeof request !== 'object' || request === null || !('headers' in request)) return null;
  const headers: unknown = request.headers;
  if (typeof headers !== 'object' || headers === null) return null;
  return { headers: { cookie: text(headers, 'cookie'), authorization: text(headers, 'authorization') } };
}

function text(headers: object, name: string): string | undefined {
  const value: unknown = Reflect.get(headers, name);
  return typeof value === 'string' ? value : undefined;
}
