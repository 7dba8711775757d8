import type { AppealFullFragment } from '../../gql/appeals.js';

const platform = { __typename: 'Platform', id: 'platform', name: 'Sandbox', kind: 'telegram' } as const;
const decider = { __typename: 'Person', id: 'ana', name: 'Ana Kovač' } as const;

const account = {
  __typename: 'Subject',
  id: 'subject',
  kind: 'account',
  handle: 'r_haddad',
  title: 'رنا حداد',
  nativeId: '4711',
  platform,
  audience: 120,
  language: 'ar',
  restrictions: [
    { __typename: 'Restriction', id: 'suspension', measure: 'suspend_account', liftedAt: null },
    { __typename: 'Restriction', id: 'bar', measure: 'bar_reregistration', liftedAt: null },
  ],
} as const;

function appealed(id: string, measure: 'suspend_account' | 'bar_reregistration', asked: boolean) {
  return {
    __typename: 'AppealRestriction',
    asked,
    result: null,
    restriction: {
      __typename: 'Restriction',
      id,
      measure,
      scope: 'global',
      imposedAt: '2029-11-01T00:00:00Z',
      liftedAt: null,
      subject: account,
    },
  } as const;
}

/** An appeal of a researcher in Arabic against a suspension and a bar, that nobody has answered. */
export function appealOf(change: Partial<AppealFullFragment> = {}): AppealFullFragment {
  return {
    __typename: 'Appeal',
    id: 'appeal',
    number: 'A-7K3M-9Q2X',
    state: 'in_review',
    outcome: null,
    basis: 'account',
    appellant: 'affected',
    claimedStatus: 'researcher',
    registerClass: false,
    verification: 'reference',
    language: 'ar',
    waitingForAnswer: false,
    needsOutsideHandler: false,
    submittedAt: '2029-11-02T00:00:00Z',
    dueAt: '2029-11-09T00:00:00Z',
    decidedAt: null,
    breached: false,
    version: 3,
    omittedReason: null,
    informedAt: '2029-11-01T02:00:00Z',
    notifiedAt: null,
    closedAt: null,
    reasons: 'أدرس هذه القنوات منذ ثلاث سنوات.',
    contact: 'r***@example.org',
    newRestriction: false,
    eligibleHandlerCount: 2,
    mayWork: true,
    residualQuery: 'select id from restriction where subject_id = any($1) and lifted_at is null',
    subject: account,
    platform,
    case: {
      __typename: 'Case',
      id: 'case',
      number: 81,
      state: 'claimed',
      version: 5,
      claimedBy: null,
      queue: { __typename: 'Queue', id: 'queue', name: 'Appeals', mayWork: true },
    },
    group: null,
    flag: null,
    decision: {
      __typename: 'Decision',
      id: 'decision',
      number: 12,
      caseId: 'case-12',
      outcome: 'violation',
      decidedAt: '2029-11-01T00:00:00Z',
    },
    excludedPeople: [decider],
    restrictions: [appealed('suspension', 'suspend_account', true), appealed('bar', 'bar_reregistration', false)],
    files: [],
    messages: [],
    steps: [
      {
        __typename: 'AppealStep',
        kind: 'acknowledge',
        dueAt: '2029-11-02T00:00:00Z',
        doneAt: '2029-11-02T00:00:01Z',
        droppedAt: null,
      },
    ],
    dispute: null,
    then: {
      __typename: 'AppealThen',
      policyChangedSince: true,
      subjectTitle: 'Rana H.',
      subjectHandle: 'rana_old',
      audience: 90,
      policyVersion: {
        __typename: 'PolicyVersion',
        id: 'version',
        n: 6,
        title: 'Terrorist content',
        guidance: 'What calls for it.',
        legalReference: null,
      },
      decision: {
        __typename: 'Decision',
        id: 'decision',
        number: 12,
        caseId: 'case-12',
        outcome: 'violation',
        decidedAt: '2029-11-01T00:00:00Z',
        rationale: 'Follows a removed channel.',
        participants: [{ __typename: 'Participant', role: 'decided', person: decider }],
        restrictions: [
          { __typename: 'Restriction', id: 'suspension', measure: 'suspend_account', scope: 'global' },
          { __typename: 'Restriction', id: 'bar', measure: 'bar_reregistration', scope: 'global' },
        ],
      },
      evidence: [],
    },
    changes: [
      { __typename: 'AppealChange', code: 'policy_published', at: '2029-11-03T00:00:00Z', detail: 'v7' },
      { __typename: 'AppealChange', code: 'something_new', at: '2029-11-04T00:00:00Z', detail: null },
    ],
    history: [],
    precedents: [],
    siblings: [],
    residual: [],
    cascade: [],
    resolution: null,
    ...change,
  };
}

/** The same appeal after it was reversed and everything is carried out. */
export function reversedAppeal(): AppealFullFragment {
  return appealOf({
    state: 'closed',
    outcome: 'reversed',
    decidedAt: '2029-11-04T00:00:00Z',
    notifiedAt: '2029-11-04T00:01:00Z',
    closedAt: '2029-11-04T00:02:00Z',
    residual: [],
    cascade: [
      {
        __typename: 'CascadeEffect',
        kind: 'measure_lifted',
        targetId: 'suspension',
        label: 'suspend_account',
        state: null,
      },
    ],
    resolution: {
      __typename: 'Decision',
      id: 'answer',
      number: 13,
      rationale: 'A researcher.',
      decidedAt: '2029-11-04T00:00:00Z',
      graceUntil: '2029-11-04T00:00:30Z',
      undoable: false,
      undoneAt: null,
    },
  });
}
