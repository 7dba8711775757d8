import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { MetadataScanner, ModulesContainer, Reflector } from '@nestjs/core';
import { holds, ROLES } from '@mizan/foundation/permissions.js';
import { type HandlerRule, handlerRule } from './handler-rules.js';

/** One entry into the desk: a query, mutation, subscription or route. */
export interface Handler {
  readonly kind: 'query' | 'mutation' | 'subscription' | 'route';
  /** GraphQL field or `GET /path`. */
  readonly name: string;
  /** `Class.method`. */
  readonly place: string;
  readonly rule: HandlerRule | null;
}

/** Metadata keys of @nestjs/graphql and @nestjs/common. */
const RESOLVER_TYPE = 'graphql:resolver_type';
const RESOLVER_NAME = 'graphql:resolver_name';
const RESOLVED_FIELD = 'graphql:resolve_property';
const ROUTE_PATH = 'path';
const ROUTE_METHOD = 'method';
const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'ALL', 'OPTIONS', 'HEAD', 'SEARCH'];

/**
 * Lists every handler of the process with the right it names, and stops the start when one names none, or when a field
 * names one that not everybody holds: fields are not guarded one by one, so it would only look like a guard.
 */
@Injectable()
export class HandlerCensus implements OnApplicationBootstrap {
  constructor(
    private readonly modules: ModulesContainer,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onApplicationBootstrap(): void {
    const faults = this.faults();
    if (faults.length > 0) throw new Error(`Handlers without a permission of their own:\n  ${faults.join('\n  ')}`);
  }

  /** Handlers that name no right, and fields that name one that not everybody holds, in words. */
  faults(): string[] {
    const nameless = this.all().filter((handler) => handler.rule === null);
    return [
      ...nameless.map((handler) => `${handler.place} (${handler.kind} ${handler.name}) names no permission`),
      ...this.methods()
        .filter(({ method }) => this.read(RESOLVED_FIELD, method) === true && this.asksMore(method))
        .map(({ place }) => `${place} is a field; ask mustHold in its service instead`),
    ];
  }

  /** A right that every role holds is no more than being signed in, which the operation asked for already. */
  private asksMore(method: Target): boolean {
    const rule = handlerRule(this.reflector, method, method);
    return rule !== null && !rule.open && !ROLES.every((role) => rule.permission && holds([role], rule.permission));
  }

  all(): Handler[] {
    return this.methods().flatMap(({ owner, method, place }): Handler[] => {
      const rule = handlerRule(this.reflector, method, owner);
      const type = this.read(RESOLVER_TYPE, method);
      const kind =
        type === 'Query' ? 'query' : type === 'Mutation' ? 'mutation' : type === 'Subscription' ? 'subscription' : null;
      if (kind) return [{ kind, name: String(this.read(RESOLVER_NAME, method) ?? method.name), place, rule }];
      const path = this.read(ROUTE_PATH, method);
      if (typeof path !== 'string') return [];
      const verb = METHODS[Number(this.read(ROUTE_METHOD, method))] ?? 'ALL';
      const address = [this.read(ROUTE_PATH, owner), path].map(String).join('/').replace(/\/+/g, '/');
      return [{ kind: 'route', name: `${verb} /${address.replace(/^\/|\/$/g, '')}`, place, rule }];
    });
  }

  private methods(): { owner: Target; method: Target; place: string }[] {
    const wrappers = [...this.modules.values()].flatMap((module) => [
      ...module.providers.values(),
      ...module.controllers.values(),
    ]);
    const instances = new Set<object>();
    for (const { instance, metatype } of wrappers) {
      if (typeof metatype === 'function' && typeof instance === 'object' && instance !== null) instances.add(instance);
    }
    return [...instances].flatMap((instance) => {
      const prototype: unknown = Object.getPrototypeOf(instance);
      const owner: unknown = instance.constructor;
      if (typeof prototype !== 'object' || prototype === null || !isTarget(owner)) return [];
      return this.scanner.getAllMethodNames(prototype).flatMap((name) => {
        const method: unknown = Reflect.get(prototype, name);
        return isTarget(method) ? [{ owner, method, place: `${owner.name}.${name}` }] : [];
      });
    });
  }

  private read(key: string, target: Target): unknown {
    return this.reflector.get<unknown>(key, target);
  }
}

type Target = Parameters<Reflector['get']>[1] & { readonly name: string };

function isTarget(value: unknown): value is Target {
  return typeof value === 'function';
}
