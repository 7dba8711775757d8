import type { Reflector } from '@nestjs/core';
import {
  type ApiScope,
  OPEN_TO_ENROLMENT,
  type Permission,
  PUBLIC,
  RECENT_PROOF,
  REQUIRES,
  REQUIRES_SCOPE,
} from '@mizan/foundation/permissions.js';

type Target = Parameters<Reflector['get']>[1];

/** What a handler names: open to anybody, or a right (people), a scope (machines), or either. */
export type HandlerRule =
  | { readonly open: true; readonly reason: string }
  | {
      readonly open: false;
      readonly permission: Permission | null;
      readonly scope: ApiScope | null;
    };

/** The rule of the method or, when it names nothing, of its class; null = nothing is named, so nobody may. */
export function handlerRule(reflector: Reflector, handler: Target, owner: Target): HandlerRule | null {
  return ruleOf(reflector, handler) ?? ruleOf(reflector, owner);
}

function ruleOf(reflector: Reflector, target: Target): HandlerRule | null {
  const permission = reflector.get<Permission | undefined>(REQUIRES, target) ?? null;
  const scope = reflector.get<ApiScope | undefined>(REQUIRES_SCOPE, target) ?? null;
  if (permission || scope) return { open: false, permission, scope };
  const reason = reflector.get<string | undefined>(PUBLIC, target);
  return reason ? { open: true, reason } : null;
}

/** True when the method or its class asks for a recent proof of who is there. */
export function asksForProof(reflector: Reflector, handler: Target, owner: Target): boolean {
  return Boolean(reflector.get(RECENT_PROOF, handler) ?? reflector.get(RECENT_PROOF, owner));
}

/** True when the method is part of setting up a second factor. */
export function isOpenToEnrolment(reflector: Reflector, handler: Target): boolean {
  return Boolean(reflector.get(OPEN_TO_ENROLMENT, handler));
}
