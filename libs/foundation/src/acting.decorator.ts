import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Actor, ActingKey, ActingPerson } from './acting.js';
import { AppError } from './errors.js';

type Acting = ActingPerson | ActingKey;

/** Who acts, by the GraphQL context of one operation or the HTTP request; forgotten with it. */
const actors = new WeakMap<object, Acting>();

/** What one operation hangs on: the GraphQL context (also per operation on a socket) or the HTTP request. */
export function operationOf(context: ExecutionContext): object | null {
  if (context.getType<string>() === 'graphql') {
    const graphql: unknown = context.getArgByIndex(2);
    return typeof graphql === 'object' ? graphql : null;
  }
  return context.getType() === 'http' ? context.switchToHttp().getRequest<object>() : null;
}

/** Called by the guard once it knows who acts. */
export function rememberActing(operation: object, actor: Acting): void {
  actors.set(operation, actor);
}

/** Who acts in this operation, for loaders and subscriptions; null when nobody signed in. */
export function actingIn(operation: object): Acting | null {
  return actors.get(operation) ?? null;
}

/**
 * The person (or, on routes that name a scope, the API key) that acts. Declare the parameter as `ActingPerson` under
 * `@Requires`, as `ActingKey` under `@RequiresScope`: the guard lets nobody else in.
 */
export const Acting = createParamDecorator((_data: unknown, context: ExecutionContext): Actor => {
  const operation = operationOf(context);
  const actor = operation && actingIn(operation);
  if (!actor) throw new AppError('UNAUTHENTICATED', 'unauthenticated', 'Sign in first.');
  return actor;
});

/** The same under `@Public`: null when nobody signed in. */
export const MaybeActing = createParamDecorator((_data: unknown, context: ExecutionContext): Actor | null => {
  const operation = operationOf(context);
  return operation && actingIn(operation);
});
