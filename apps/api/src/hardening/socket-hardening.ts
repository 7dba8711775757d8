import type { IncomingMessage } from 'node:http';
import { type ExecutionResult, getOperationAST, GraphQLError, OperationTypeNode, parse } from 'graphql';
import type { Context, SubscribePayload } from 'graphql-ws';
import type { Config } from '@mizan/foundation/config.js';
import { AppError } from '@mizan/foundation/errors.js';
import type { Logger } from '@mizan/foundation/logger.js';
import type { AuthenticatorService } from '@mizan/identity/authenticator.service.js';
import type { SessionsService } from '@mizan/identity/sessions.service.js';
import { carriesCsrfHeader, comesFromElsewhere, CSRF_HEADER } from './browser-origin-rules.js';
import { errorFormatter } from './graphql-errors.js';
import { readKnownOperations } from './known-operations.js';
import { OperationGate } from './operation-gate.js';

/** Open sockets are looked at this often, in milliseconds; access has to be gone 5 s after it was taken (goals 6.3). */
const RECHECK_MS = 2_000;
/** Subscriptions of one socket. */
const MAX_SUBSCRIPTIONS = 50;
/** graphql-ws's code for "forbidden". */
const FORBIDDEN = 4403;

export interface SocketSessions {
  readonly authenticator: AuthenticatorService;
  readonly sessions: SessionsService;
}

interface Socket {
  close(code: number, reason: string): void;
  once(event: 'close', listener: () => void): unknown;
}

interface Extra {
  readonly request: IncomingMessage;
  readonly socket: Socket;
}

type SocketContext = Context<Record<string, unknown> | undefined, unknown>;

function isExtra(extra: unknown): extra is Extra {
  return typeof extra === 'object' && extra !== null && 'request' in extra && 'socket' in extra;
}

/**
 * Options of the subscription socket: opened only by our own page and by a complete session, closed at most two seconds
 * after the session ended, and carrying nothing but admitted subscriptions.
 */
export function socketHardening(config: Config, logger: Logger, access?: SocketSessions) {
  const gate = new OperationGate(readKnownOperations(config.OPERATIONS_FILE), config.GRAPHQL_OPEN);
  const format = errorFormatter(logger);
  const watch = access && new SocketWatch(access.sessions, logger);
  return {
    connectionInitWaitTimeout: 3_000,
    onConnect: async (context: SocketContext): Promise<boolean> => {
      if (!isExtra(context.extra)) return false;
      const { request, socket } = context.extra;
      const asked = { [CSRF_HEADER]: String(context.connectionParams?.[CSRF_HEADER] ?? '') };
      if (!carriesCsrfHeader(asked) || comesFromElsewhere(request.headers, config.PUBLIC_URL)) return false;
      if (!access) return true;
      const session = await access.authenticator.session(request);
      if (!session?.complete) return false;
      watch?.add(session.person.sessionId, socket);
      return true;
    },
    onNext: (_context: unknown, _id: string, _payload: unknown, _args: unknown, result: ExecutionResult) =>
      result.errors ? { ...result, errors: result.errors.map((error) => format(error.toJSON(), error)) } : undefined,
    onSubscribe: (
      context: SocketContext,
      _id: string,
      payload: SubscribePayload,
    ): readonly GraphQLError[] | undefined => {
      try {
        if (Object.keys(context.subscriptions).length > MAX_SUBSCRIPTIONS) throw tooMany();
        const admitted = gate.admit(payload);
        const operation = getOperationAST(parse(admitted.query), admitted.operationName);
        if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) throw onlySubscriptions();
        Object.assign(payload, { extensions: undefined }, admitted);
        return undefined;
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        const { code, kind, message, details } = error;
        return [new GraphQLError(message, { extensions: { ...details, code, kind } })];
      }
    },
  };
}

/** Closes sockets whose session ended; one query for all of them. */
class SocketWatch {
  private readonly sockets = new Map<string, Set<Socket>>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly sessions: SessionsService,
    private readonly logger: Logger,
  ) {}

  add(sessionId: string, socket: Socket): void {
    const same = this.sockets.get(sessionId) ?? new Set();
    same.add(socket);
    this.sockets.set(sessionId, same);
    socket.once('close', () => this.remove(sessionId, socket));
    this.timer ??= setInterval(() => void this.look(), RECHECK_MS).unref();
  }

  private remove(sessionId: string, socket: Socket): void {
    const same = this.sockets.get(sessionId);
    same?.delete(socket);
    if (same?.size === 0) this.sockets.delete(sessionId);
    if (this.sockets.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private async look(): Promise<void> {
    try {
      const open = await this.sessions.stillOpen([...this.sockets.keys()]);
      for (const [sessionId, sockets] of this.sockets) {
        if (!open.has(sessionId)) for (const socket of sockets) socket.close(FORBIDDEN, 'The session ended.');
      }
    } catch (error) {
      // Nothing can be delivered while the database is away; the next look decides.
      this.logger.warn({ reason: error instanceof Error ? error.name : 'unknown' }, 'sockets could not be rechecked');
    }
  }
}

function tooMany(): AppError {
  return new AppError('OPERATION_REFUSED', 'invalid', 'This socket carries too many subscriptions.', {
    limit: 'subscriptions',
    max: MAX_SUBSCRIPTIONS,
  });
}

function onlySubscriptions(): AppError {
  return new AppError('OPERATION_REFUSED', 'invalid', 'A socket carries subscriptions only.', {
    limit: 'subscription',
    max: 0,
  });
}
