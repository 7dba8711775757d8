import { parse } from 'graphql';
import { z } from 'zod';
import { AppError } from '@mizan/foundation/errors.js';
import { hashOf, type KnownOperations } from './known-operations.js';
import { budgetCost, MAX_TOKENS, measureDocument, LIMITS, passedLimit } from './operation-limit-rules.js';

/** Longest text of an operation: strings and comments are one word each, however long. */
const MAX_CHARACTERS = 32_768;

/** A request as GraphQL over HTTP or a socket carries it; what else it holds is dropped. */
const REQUEST = z.object({
  query: z.string().nullish(),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  extensions: z.object({ persistedQuery: z.object({ sha256Hash: z.string() }).nullish() }).nullish(),
});

/** What is handed to the executor. */
export interface AdmittedRequest {
  readonly query: string;
  readonly operationName?: string;
  readonly variables?: Record<string, unknown>;
}

/**
 * Decides, before anything is executed or even validated, whether an operation may run. Known operations come by their
 * hash; an unknown text is refused, or, where unknown operations are accepted, held to the limits.
 */
export class OperationGate {
  private readonly budgets = new Map<string, number>();

  constructor(
    private readonly known: KnownOperations,
    private readonly acceptsUnknown: boolean,
  ) {}

  /**
   * The request with its text in place. Throws INVALID_INPUT for what is no request (also a list of them: no batches),
   * OPERATION_UNKNOWN, OPERATION_REFUSED with `limit` and `max`.
   */
  admit(body: unknown): AdmittedRequest {
    const parsed = REQUEST.safeParse(body);
    if (!parsed.success) {
      throw new AppError('INVALID_INPUT', 'invalid', 'This is no single GraphQL request.', { field: 'body' });
    }
    const { operationName, variables, extensions } = parsed.data;
    return {
      query: this.textOf(parsed.data.query ?? '', extensions?.persistedQuery?.sha256Hash),
      ...(operationName ? { operationName } : {}),
      ...(variables ? { variables } : {}),
    };
  }

  /** What an admitted text takes of the asking person's budget; known ones are measured once. */
  budgetOf(text: string): number {
    const before = this.budgets.get(text);
    if (before !== undefined) return before;
    const budget = budgetCost(measureDocument(parseBounded(text)));
    if (this.known.get(hashOf(text)) !== undefined) this.budgets.set(text, budget);
    return budget;
  }

  private textOf(text: string, sentHash: string | undefined): string {
    if (text.length > MAX_CHARACTERS) throw refused('characters', MAX_CHARACTERS);
    const known = this.known.get(sentHash ?? hashOf(text));
    if (known !== undefined && (text === '' || text === known)) return known;
    if (!this.acceptsUnknown || text === '' || (sentHash !== undefined && sentHash !== hashOf(text))) {
      throw new AppError('OPERATION_UNKNOWN', 'invalid', 'Only operations that were known at build time are run.');
    }
    holdToLimits(text);
    return text;
  }
}

function holdToLimits(text: string): void {
  const limit = passedLimit(measureDocument(parseBounded(text)));
  if (limit) throw refused(limit, LIMITS[limit]);
}

function parseBounded(text: string): ReturnType<typeof parse> {
  try {
    return parse(text, { maxTokens: MAX_TOKENS, noLocation: true });
  } catch (error) {
    const tokens = error instanceof Error && /more tha[tn] \d+ tokens/.test(error.message);
    throw tokens ? refused('tokens', MAX_TOKENS) : refused('syntax', 0);
  }
}

function refused(limit: string, max: number): AppError {
  return new AppError('OPERATION_REFUSED', 'invalid', `The operation passes the limit of ${limit}.`, { limit, max });
}
