import type {
  ClaimPartsFragment,
  PolicyChoiceFragment,
  ReviewCaseFragment,
  ReviewSetupQuery,
} from '../../gql/review.js';

const platform = { __typename: 'Platform', id: 'platform', name: 'Sandbox', kind: 'telegram' } as const;

export const policyChoice: PolicyChoiceFragment = {
  __typename: 'Policy',
  id: 'policy',
  code: 'terrorist_content',
  category: 'terrorism',
  ground: 'law',
  current: {
    __typename: 'PolicyVersion',
    id: 'version',
    policyId: 'policy',
    n: 7,
    title: 'Terrorist content',
    guidance: 'What calls for or praises it. Reporting about it is no violation.',
    legalReference: null,
    measures: ['remove_channel', 'label'],
    requiresSecond: false,
  },
};

export const removeChannel = {
  __typename: 'Measure',
  code: 'remove_channel',
  reversible: true,
  appliesTo: ['channel', 'group'],
} as const;

/** A claimed case of a channel with one piece of Arabic evidence. */
export function reviewCase(number: number, change: Partial<ReviewCaseFragment> = {}): ReviewCaseFragment {
  const id = `case-${number}`;
  return {
    __typename: 'Case',
    id,
    number,
    kind: 'flagged',
    category: 'terrorism',
    state: 'claimed',
    version: 4,
    dueAt: '2029-11-21T14:20:00Z',
    openedAt: '2019-11-21T08:00:00Z',
    breached: false,
    headStartMinutes: 240,
    language: 'ar',
    flagCount: 2,
    sourceCount: 1,
    strongestSource: 'referral',
    round: 1,
    leaseExpiresAt: null,
    reasons: [{ __typename: 'PriorityReason', code: 'severity', minutes: 240, facts: {} }],
    queue: {
      __typename: 'Queue',
      id: 'queue',
      name: 'Extremism',
      kind: 'general',
      twoPerson: false,
      hiddenMeasures: [],
    },
    policy: policyChoice,
    subject: {
      __typename: 'Subject',
      id: `subject-${number}`,
      kind: 'channel',
      handle: `channel_${number}`,
      title: `قناة ${number}`,
      nativeId: null,
      platform,
      version: 1,
      url: null,
      provisional: false,
      audience: 120,
      language: 'ar',
      verifiedBadge: false,
      description: null,
      createdOnPlatformAt: null,
      firstSeenAt: '2019-11-01T00:00:00Z',
      keys: [],
      linkCounts: [],
      notes: [],
      restrictions: [],
      evidence: {
        __typename: 'EvidencePage',
        nodes: [
          {
            __typename: 'Evidence',
            id: `evidence-${number}`,
            kind: 'message',
            author: null,
            text: `نص الرسالة ${number}`,
            language: 'ar',
            sentAt: null,
            zoneAssumed: false,
            externalRef: null,
            contentHash: 'ab12',
            receivedAt: '2019-11-21T08:00:00Z',
            media: null,
          },
        ],
        pageInfo: { __typename: 'PageInfo', endCursor: null, hasNextPage: false },
      },
      timeline: { __typename: 'TimelinePage', nodes: [] },
    },
    flagGroups: [],
    notes: [],
    presence: [],
    availableMeasures: [removeChannel],
    relatedSubjects: [],
    careSignals: [],
    precedents: [],
    ...change,
  };
}

export function claimOf(number: number, change: Partial<ClaimPartsFragment> = {}): ClaimPartsFragment {
  return {
    __typename: 'Claim',
    leaseToken: `token-${number}`,
    leaseExpiresAt: '2029-11-21T14:20:00Z',
    late: false,
    prefetched: false,
    case: reviewCase(number),
    ...change,
  };
}

export const setup: ReviewSetupQuery = {
  queues: [
    {
      __typename: 'Queue',
      id: 'queue',
      code: 'extremism',
      name: 'Extremism',
      kind: 'general',
      twoPerson: false,
      mayWork: true,
      active: true,
      counts: {
        __typename: 'QueueCounts',
        open: 12,
        claimed: 1,
        awaitingApproval: 0,
        breached: 0,
        oldestOpenedAt: null,
      },
      people: [],
    },
  ],
  policies: [policyChoice],
  measures: [removeChannel],
};
