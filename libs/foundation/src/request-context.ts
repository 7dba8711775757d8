import { AsyncLocalStorage } from 'node:async_hooks';

/** What belongs to one HTTP request or one job: only for log lines and audit rows, never for decisions. */
export interface RequestContext {
  readonly requestId: string;
}

const storage = new AsyncLocalStorage<RequestContext>();

export function runInRequest<T>(context: RequestContext, work: () => T): T {
  return storage.run(context, work);
}

export function enterRequest(context: RequestContext): void {
  storage.enterWith(context);
}

export function currentRequestId(): string | null {
  return storage.getStore()?.requestId ?? null;
}
