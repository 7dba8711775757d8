import type { CaseCategory, CaseFilter, CaseState, SourceKind, SubjectKind } from '../../gql/queues.js';

/** What a list shows, as its address says it. */
export interface ListFilter {
  readonly view: View;
  readonly source: SourceKind | undefined;
  readonly language: string | undefined;
  readonly subject: SubjectKind | undefined;
  readonly category: CaseCategory | undefined;
  readonly policy: string | undefined;
  readonly assigned: string | undefined;
  readonly breached: boolean;
}

export const views = ['waiting', 'claimed', 'on_hold', 'awaiting_approval', 'done'] as const;
export type View = (typeof views)[number];

export const sourceKinds = [
  'removal_order',
  'trusted_flagger',
  'referral',
  'detector',
  'resurfacing',
  'staff',
  'user_report',
] as const satisfies readonly SourceKind[];
export const subjectKinds = ['channel', 'group', 'account', 'bot'] as const satisfies readonly SubjectKind[];
export const categories = [
  'general',
  'terrorism',
  'child_safety',
  'threat_to_life',
] as const satisfies readonly CaseCategory[];

const statesOfView: Readonly<Record<View, readonly CaseState[]>> = {
  waiting: ['open'],
  claimed: ['claimed'],
  on_hold: ['on_hold'],
  awaiting_approval: ['awaiting_approval'],
  done: ['decided', 'closed'],
};

function oneOf<T extends string>(allowed: readonly T[], value: string | null): T | undefined {
  return allowed.find((each) => each === value);
}

/** Reads an address; what it does not know is left out rather than refused. */
export function filterFromAddress(params: URLSearchParams): ListFilter {
  return {
    view: oneOf(views, params.get('view')) ?? 'waiting',
    source: oneOf(sourceKinds, params.get('source')),
    language: params.get('language') ?? undefined,
    subject: oneOf(subjectKinds, params.get('subject')),
    category: oneOf(categories, params.get('category')),
    policy: params.get('policy') ?? undefined,
    assigned: params.get('assigned') ?? undefined,
    breached: params.get('breached') === '1',
  };
}

/** The address of a filter, without what is the default. */
export function addressOfFilter(filter: ListFilter): URLSearchParams {
  const params = new URLSearchParams();
  if (filter.view !== 'waiting') params.set('view', filter.view);
  if (filter.source) params.set('source', filter.source);
  if (filter.language) params.set('language', filter.language);
  if (filter.subject) params.set('subject', filter.subject);
  if (filter.category) params.set('category', filter.category);
  if (filter.policy) params.set('policy', filter.policy);
  if (filter.assigned) params.set('assigned', filter.assigned);
  if (filter.breached) params.set('breached', '1');
  return params;
}

/** What to ask the server for. */
export function queryOfFilter(queueId: string, filter: ListFilter): CaseFilter {
  return {
    queueId,
    states: [...statesOfView[filter.view]],
    ...(filter.source ? { sourceKind: filter.source } : {}),
    ...(filter.language ? { language: filter.language } : {}),
    ...(filter.subject ? { subjectKind: filter.subject } : {}),
    ...(filter.category ? { category: filter.category } : {}),
    ...(filter.policy ? { policyId: filter.policy } : {}),
    ...(filter.assigned ? { assignedTo: filter.assigned } : {}),
    ...(filter.breached ? { breached: true } : {}),
  };
}

/** Whether a case still belongs in a list with this filter. */
export function belongs(
  queueId: string,
  filter: ListFilter,
  row: { readonly state: CaseState; readonly queue: { readonly id: string } },
): boolean {
  return row.queue.id === queueId && statesOfView[filter.view].includes(row.state);
}
