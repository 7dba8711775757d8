import type { TypedDocumentNode } from '@apollo/client';
import type { FragmentDefinitionNode } from 'graphql';
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type AppealBasis =
  | 'account'
  | 'monetisation'
  | 'notice_refused'
  | 'service'
  | 'tf_notice_refused'
  | 'visibility';

export type AppealFilter = {
  readonly basis?: ReadonlyArray<AppealBasis> | null | undefined;
  readonly breached?: boolean | null | undefined;
  readonly claimedStatus?: ReadonlyArray<CollateralClass> | null | undefined;
  readonly groupId?: string | null | undefined;
  readonly language?: string | null | undefined;
  readonly outcome?: ReadonlyArray<AppealOutcome> | null | undefined;
  readonly platformId?: string | null | undefined;
  readonly policyId?: string | null | undefined;
  readonly state?: ReadonlyArray<AppealState> | null | undefined;
  readonly text?: string | null | undefined;
  readonly waitingForAnswer?: boolean | null | undefined;
};

export type AppealOutcome =
  | 'omitted'
  | 'partially_reversed'
  | 'reversed'
  | 'upheld';

export type AppealState =
  | 'acknowledged'
  | 'closed'
  | 'decided'
  | 'executing'
  | 'in_review'
  | 'out_of_court'
  | 'received';

export type AppealVerification =
  | 'challenge'
  | 'none'
  | 'platform'
  | 'reference';

export type Appellant =
  | 'affected'
  | 'reporter';

export type CaseState =
  | 'awaiting_approval'
  | 'claimed'
  | 'closed'
  | 'decided'
  | 'on_hold'
  | 'open';

export type CollateralBasis =
  | 'academic_research'
  | 'artistic'
  | 'counter_terrorism'
  | 'educational'
  | 'journalistic'
  | 'none'
  | 'polemic_public_debate';

export type CollateralClass =
  | 'academic'
  | 'artist'
  | 'counter_terrorism_expert'
  | 'journalist'
  | 'newsroom'
  | 'other'
  | 'researcher'
  | 'rights_archive'
  | 'satirist';

export type EvidenceKind =
  | 'file_hash'
  | 'media'
  | 'message'
  | 'note'
  | 'screenshot';

export type FindingInput = {
  readonly basis: CollateralBasis;
  readonly class: CollateralClass;
  readonly note?: string | null | undefined;
  readonly subjectId: string;
};

export type MeasureCode =
  | 'bar_reregistration'
  | 'disable_in_territory'
  | 'label'
  | 'remove_channel'
  | 'remove_followers'
  | 'revoke_invites'
  | 'suspend_account'
  | 'terminate_account';

export type NoticeKind =
  | 'appeal_omitted'
  | 'appeal_partially_reversed'
  | 'appeal_question'
  | 'appeal_received'
  | 'appeal_reminder'
  | 'appeal_reversed'
  | 'appeal_upheld'
  | 'flag_refused'
  | 'media_reply_asked'
  | 'registration_pass'
  | 'restriction_lifted'
  | 'statement_of_reasons';

export type NoticeLanguage =
  | 'ar'
  | 'en'
  | 'fa'
  | 'fr'
  | 'ru'
  | 'tr';

export type Outcome =
  | 'collateral'
  | 'duplicate'
  | 'no_violation'
  | 'out_of_scope'
  | 'violation';

export type PlatformKind =
  | 'matrix'
  | 'other'
  | 'tamtam'
  | 'telegram';

export type QueueKind =
  | 'appeals'
  | 'appeals_specialist'
  | 'child_safety'
  | 'escalation'
  | 'general'
  | 'stay';

export type ResolveAppealInput = {
  readonly appealId: string;
  readonly finding?: FindingInput | null | undefined;
  readonly leaseToken: string;
  readonly omittedReason?: string | null | undefined;
  readonly outcome: AppealOutcome;
  readonly rationale: string;
  readonly reasons: string;
  readonly restrictionIds?: ReadonlyArray<string> | null | undefined;
  readonly thenClaim?: string | null | undefined;
  readonly version: number;
};

export type SubjectKind =
  | 'account'
  | 'bot'
  | 'channel'
  | 'group';

export type SubjectLineFragment = { readonly __typename: 'Subject', readonly id: string, readonly kind: SubjectKind, readonly handle: string | null, readonly title: string | null, readonly nativeId: string | null, readonly platform: { readonly __typename: 'Platform', readonly id: string, readonly name: string, readonly kind: PlatformKind } };

export type PersonPartsFragment = { readonly __typename: 'Person', readonly id: string, readonly name: string };

export type AppealRowFragment = { readonly __typename: 'Appeal', readonly id: string, readonly number: string, readonly state: AppealState, readonly outcome: AppealOutcome | null, readonly basis: AppealBasis, readonly appellant: Appellant, readonly claimedStatus: CollateralClass | null, readonly registerClass: boolean, readonly verification: AppealVerification, readonly language: string, readonly waitingForAnswer: boolean, readonly needsOutsideHandler: boolean, readonly submittedAt: string, readonly dueAt: string, readonly decidedAt: string | null, readonly breached: boolean, readonly subject: (
    { readonly __typename: 'Subject' }
    & SubjectLineFragment
  ), readonly case: { readonly __typename: 'Case', readonly id: string, readonly state: CaseState, readonly claimedBy: (
      { readonly __typename: 'Person' }
      & PersonPartsFragment
    ) | null } | null };

export type AppealRestrictionPartsFragment = { readonly __typename: 'Restriction', readonly id: string, readonly measure: MeasureCode, readonly scope: string, readonly imposedAt: string, readonly liftedAt: string | null, readonly subject: (
    { readonly __typename: 'Subject' }
    & SubjectLineFragment
  ) };

export type AppealAnswerMadeFragment = { readonly __typename: 'Decision', readonly id: string, readonly number: number, readonly rationale: string, readonly decidedAt: string, readonly graceUntil: string, readonly undoable: boolean, readonly undoneAt: string | null };

export type AppealFullFragment = (
  { readonly __typename: 'Appeal', readonly version: number, readonly omittedReason: string | null, readonly informedAt: string | null, readonly notifiedAt: string | null, readonly closedAt: string | null, readonly reasons: string | null, readonly contact: string | null, readonly newRestriction: boolean, readonly eligibleHandlerCount: number, readonly mayWork: boolean, readonly residualQuery: string, readonly subject: { readonly __typename: 'Subject', readonly audience: number | null, readonly language: string | null, readonly restrictions: ReadonlyArray<{ readonly __typename: 'Restriction', readonly id: string, readonly measure: MeasureCode, readonly liftedAt: string | null }> }, readonly platform: { readonly __typename: 'Platform', readonly id: string, readonly name: string }, readonly case: { readonly __typename: 'Case', readonly number: number, readonly version: number, readonly queue: { readonly __typename: 'Queue', readonly id: string, readonly name: string, readonly mayWork: boolean } } | null, readonly group: { readonly __typename: 'SecondLookGroup', readonly id: string, readonly number: number } | null, readonly flag: { readonly __typename: 'Flag', readonly id: string, readonly externalId: string, readonly reason: string, readonly receivedAt: string } | null, readonly decision: { readonly __typename: 'Decision', readonly id: string, readonly number: number, readonly caseId: string, readonly outcome: Outcome, readonly decidedAt: string } | null, readonly excludedPeople: ReadonlyArray<(
    { readonly __typename: 'Person' }
    & PersonPartsFragment
  )>, readonly restrictions: ReadonlyArray<{ readonly __typename: 'AppealRestriction', readonly asked: boolean, readonly result: string | null, readonly restriction: (
      { readonly __typename: 'Restriction' }
      & AppealRestrictionPartsFragment
    ) }>, readonly files: ReadonlyArray<{ readonly __typename: 'AppealFile', readonly id: string, readonly name: string | null, readonly mediaType: string, readonly byteSize: number, readonly receivedAt: string, readonly link: string }>, readonly messages: ReadonlyArray<{ readonly __typename: 'AppealMessage', readonly id: string, readonly fromPerson: boolean, readonly text: string | null, readonly writtenAt: string, readonly answerDueAt: string | null, readonly answeredAt: string | null, readonly author: (
      { readonly __typename: 'Person' }
      & PersonPartsFragment
    ) | null }>, readonly steps: ReadonlyArray<{ readonly __typename: 'AppealStep', readonly kind: string, readonly dueAt: string, readonly doneAt: string | null, readonly droppedAt: string | null }>, readonly dispute: { readonly __typename: 'AppealDispute', readonly id: string, readonly body: string, readonly reference: string | null, readonly sentAt: string, readonly dueAt: string, readonly outcome: AppealOutcome | null, readonly outcomeAt: string | null, readonly implemented: boolean | null } | null, readonly then: { readonly __typename: 'AppealThen', readonly policyChangedSince: boolean, readonly subjectTitle: string | null, readonly subjectHandle: string | null, readonly audience: number | null, readonly policyVersion: { readonly __typename: 'PolicyVersion', readonly id: string, readonly n: number, readonly title: string, readonly guidance: string, readonly legalReference: string | null } | null, readonly decision: { readonly __typename: 'Decision', readonly id: string, readonly number: number, readonly caseId: string, readonly outcome: Outcome, readonly decidedAt: string, readonly rationale: string, readonly participants: ReadonlyArray<{ readonly __typename: 'Participant', readonly role: string, readonly person: (
          { readonly __typename: 'Person' }
          & PersonPartsFragment
        ) }>, readonly restrictions: ReadonlyArray<{ readonly __typename: 'Restriction', readonly id: string, readonly measure: MeasureCode, readonly scope: string }> }, readonly evidence: ReadonlyArray<{ readonly __typename: 'Evidence', readonly id: string, readonly kind: EvidenceKind, readonly author: string | null, readonly text: string | null, readonly language: string | null, readonly sentAt: string | null, readonly receivedAt: string, readonly contentHash: string, readonly media: { readonly __typename: 'MediaDescriptor', readonly kind: string, readonly mimeType: string | null, readonly bytes: number | null, readonly durationSeconds: number | null, readonly width: number | null, readonly height: number | null, readonly hash: string | null, readonly note: string | null, readonly src: string | null } | null }> } | null, readonly changes: ReadonlyArray<{ readonly __typename: 'AppealChange', readonly code: string, readonly at: string, readonly detail: string | null }>, readonly history: ReadonlyArray<{ readonly __typename: 'Appeal', readonly id: string, readonly number: string, readonly state: AppealState, readonly outcome: AppealOutcome | null, readonly basis: AppealBasis, readonly submittedAt: string }>, readonly precedents: ReadonlyArray<{ readonly __typename: 'Appeal', readonly id: string, readonly number: string, readonly outcome: AppealOutcome | null, readonly basis: AppealBasis, readonly decidedAt: string | null, readonly resolution: { readonly __typename: 'Decision', readonly id: string, readonly rationale: string } | null }>, readonly siblings: ReadonlyArray<{ readonly __typename: 'Decision', readonly id: string, readonly number: number, readonly caseId: string, readonly outcome: Outcome, readonly decidedAt: string, readonly subjects: ReadonlyArray<(
      { readonly __typename: 'Subject' }
      & SubjectLineFragment
    )> }>, readonly residual: ReadonlyArray<(
    { readonly __typename: 'Restriction' }
    & AppealRestrictionPartsFragment
  )>, readonly cascade: ReadonlyArray<{ readonly __typename: 'CascadeEffect', readonly kind: string, readonly targetId: string | null, readonly label: string | null, readonly state: string | null }>, readonly resolution: (
    { readonly __typename: 'Decision' }
    & AppealAnswerMadeFragment
  ) | null }
  & AppealRowFragment
);

export type AppealClaimFragment = { readonly __typename: 'Claim', readonly leaseToken: string, readonly leaseExpiresAt: string, readonly late: boolean, readonly case: { readonly __typename: 'Case', readonly id: string, readonly version: number, readonly queue: { readonly __typename: 'Queue', readonly id: string }, readonly appeal: { readonly __typename: 'Appeal', readonly id: string, readonly number: string } | null } };

export type AppealTalkFragment = { readonly __typename: 'Appeal', readonly id: string, readonly state: AppealState, readonly version: number, readonly verification: AppealVerification, readonly waitingForAnswer: boolean, readonly needsOutsideHandler: boolean };

export type AppealsQueryVariables = Exact<{
  filter?: AppealFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AppealsQuery = { readonly appeals: { readonly __typename: 'AppealPage', readonly nodes: ReadonlyArray<(
      { readonly __typename: 'Appeal' }
      & AppealRowFragment
    )>, readonly pageInfo: { readonly __typename: 'PageInfo', readonly endCursor: string | null, readonly hasNextPage: boolean } } };

export type AppealsAroundQueryVariables = Exact<{
  language: string;
}>;


export type AppealsAroundQuery = { readonly appealCounts: ReadonlyArray<{ readonly __typename: 'AppealCounts', readonly state: AppealState, readonly count: number }>, readonly queues: ReadonlyArray<{ readonly __typename: 'Queue', readonly id: string, readonly name: string, readonly kind: QueueKind, readonly mayWork: boolean, readonly active: boolean, readonly counts: { readonly __typename: 'QueueCounts', readonly open: number, readonly breached: number, readonly oldestOpenedAt: string | null } }>, readonly platforms: ReadonlyArray<{ readonly __typename: 'Platform', readonly id: string, readonly name: string }>, readonly policies: ReadonlyArray<{ readonly __typename: 'Policy', readonly id: string, readonly current: { readonly __typename: 'PolicyVersion', readonly id: string, readonly title: string } }> };

export type AppealsByBasisQueryVariables = Exact<{
  from?: string | null | undefined;
  to?: string | null | undefined;
}>;


export type AppealsByBasisQuery = { readonly appealsByBasis: ReadonlyArray<{ readonly __typename: 'AppealBasisRow', readonly basis: AppealBasis, readonly submitted: number, readonly upheld: number, readonly partiallyReversed: number, readonly reversed: number, readonly omitted: number, readonly medianHours: number | null, readonly overturnRate: number | null, readonly lower: number | null, readonly upper: number | null }> };

export type AppealByIdQueryVariables = Exact<{
  id: string;
  language: string;
}>;


export type AppealByIdQuery = { readonly appeal: (
    { readonly __typename: 'Appeal' }
    & AppealFullFragment
  ) };

export type AppealByNumberQueryVariables = Exact<{
  number: string;
  language: string;
}>;


export type AppealByNumberQuery = { readonly appealByNumber: (
    { readonly __typename: 'Appeal' }
    & AppealFullFragment
  ) };

export type AppealTemplatesQueryVariables = Exact<{
  language: string;
}>;


export type AppealTemplatesQuery = { readonly appealReasonTemplates: ReadonlyArray<{ readonly __typename: 'AppealReasonTemplate', readonly id: string, readonly outcome: AppealOutcome, readonly language: string, readonly title: string, readonly body: string, readonly active: boolean }> };

export type AppealNoticeWordingQueryVariables = Exact<{
  kind: NoticeKind;
  language: NoticeLanguage;
}>;


export type AppealNoticeWordingQuery = { readonly noticeWording: { readonly __typename: 'NoticeWording', readonly kind: NoticeKind, readonly language: NoticeLanguage, readonly version: number, readonly versions: ReadonlyArray<{ readonly __typename: 'NoticeWordingVersion', readonly version: number, readonly subjectLine: string, readonly body: string }> } };

export type AppealColleaguesQueryVariables = Exact<{ [key: string]: never; }>;


export type AppealColleaguesQuery = { readonly colleagues: ReadonlyArray<(
    { readonly __typename: 'Person' }
    & PersonPartsFragment
  )> };

export type MyAppealClaimsQueryVariables = Exact<{ [key: string]: never; }>;


export type MyAppealClaimsQuery = { readonly myClaims: ReadonlyArray<(
    { readonly __typename: 'Claim' }
    & AppealClaimFragment
  )> };

export type ClaimAppealMutationVariables = Exact<{
  key: string;
  caseId: string;
}>;


export type ClaimAppealMutation = { readonly claimCase: (
    { readonly __typename: 'Claim' }
    & AppealClaimFragment
  ) };

export type ClaimNextAppealMutationVariables = Exact<{
  key: string;
  queueId: string;
}>;


export type ClaimNextAppealMutation = { readonly claimNext:
    | (
      { readonly __typename: 'Claim' }
      & AppealClaimFragment
    )
    | { readonly __typename: 'QueueEmpty', readonly reason: string }
   };

export type PutAppealBackMutationVariables = Exact<{
  key: string;
  caseId: string;
  leaseToken: string;
}>;


export type PutAppealBackMutation = { readonly releaseCase: { readonly __typename: 'Case', readonly id: string, readonly state: CaseState, readonly version: number } };

export type ResolveAppealMutationVariables = Exact<{
  key: string;
  input: ResolveAppealInput;
}>;


export type ResolveAppealMutation = { readonly resolveAppeal: { readonly __typename: 'ResolveAppealOutcome', readonly result:
      | { readonly __typename: 'AlreadyDecided', readonly decision: { readonly __typename: 'Decision', readonly id: string } | null }
      | (
        { readonly __typename: 'Appeal', readonly resolution: (
          { readonly __typename: 'Decision' }
          & AppealAnswerMadeFragment
        ) | null }
        & AppealRowFragment
      )
      | { readonly __typename: 'LeaseLost', readonly takenBy: (
          { readonly __typename: 'Person' }
          & PersonPartsFragment
        ) | null }
    , readonly next:
      | (
        { readonly __typename: 'Claim' }
        & AppealClaimFragment
      )
      | { readonly __typename: 'QueueEmpty', readonly reason: string }
     | null } };

export type UndoAnswerMutationVariables = Exact<{
  key: string;
  decisionId: string;
}>;


export type UndoAnswerMutation = { readonly undoDecision: { readonly __typename: 'Decision', readonly id: string, readonly undoable: boolean, readonly undoneAt: string | null, readonly case: { readonly __typename: 'Case', readonly id: string, readonly state: CaseState, readonly version: number } } };

export type AskAppellantMutationVariables = Exact<{
  key: string;
  appealId: string;
  leaseToken: string;
  text: string;
}>;


export type AskAppellantMutation = { readonly askAppellant: (
    { readonly __typename: 'Appeal' }
    & AppealTalkFragment
  ) };

export type WithdrawQuestionMutationVariables = Exact<{
  key: string;
  messageId: string;
}>;


export type WithdrawQuestionMutation = { readonly withdrawQuestion: (
    { readonly __typename: 'Appeal' }
    & AppealTalkFragment
  ) };

export type VerifyAppellantMutationVariables = Exact<{
  key: string;
  appealId: string;
  by: AppealVerification;
}>;


export type VerifyAppellantMutation = { readonly verifyAppellant: (
    { readonly __typename: 'Appeal' }
    & AppealTalkFragment
  ) };

export type InviteOutsideHandlerMutationVariables = Exact<{
  key: string;
  appealId: string;
  personId: string;
}>;


export type InviteOutsideHandlerMutation = { readonly inviteOutsideHandler: (
    { readonly __typename: 'Appeal' }
    & AppealTalkFragment
  ) };

export type RecordDisputeMutationVariables = Exact<{
  key: string;
  appealId: string;
  body: string;
  reference?: string | null | undefined;
  sentAt: string;
  dueAt?: string | null | undefined;
}>;


export type RecordDisputeMutation = { readonly recordDispute: (
    { readonly __typename: 'Appeal' }
    & AppealTalkFragment
  ) };

export type RecordDisputeOutcomeMutationVariables = Exact<{
  key: string;
  disputeId: string;
  outcome: AppealOutcome;
  outcomeAt: string;
  implemented?: boolean | null | undefined;
}>;


export type RecordDisputeOutcomeMutation = { readonly recordDisputeOutcome: (
    { readonly __typename: 'Appeal' }
    & AppealTalkFragment
  ) };

export type AppealChangedSubscriptionVariables = Exact<{
  appealId: string;
}>;


export type AppealChangedSubscription = { readonly appealChanged: (
    { readonly __typename: 'Appeal' }
    & AppealTalkFragment
  ) };

const SubjectLine = {"kind":"FragmentDefinition","name":{"kind":"Name","value":"SubjectLine"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Subject"}},"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"kind"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"handle"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"title"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"nativeId"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"platform"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"name"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"kind"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}} as unknown as FragmentDefinitionNode;
const PersonParts = {"kind":"FragmentDefinition","name":{"kind":"Name","value":"PersonParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Person"}},"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"name"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}} as unknown as FragmentDefinitionNode;
const AppealRow = {"kind":"FragmentDefinition","name":{"kind":"Name","value":"AppealRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Appeal"}},"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"number"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"state"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"outcome"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"basis"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"appellant"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"claimedStatus"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"registerClass"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"verification"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"language"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"waitingForAnswer"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"needsOutsideHandler"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"submittedAt"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"dueAt"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"decidedAt"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"breached"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"subject"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SubjectLine"},"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"case"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"state"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"claimedBy"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PersonParts"},"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}} as unknown as FragmentDefinitionNode;
const AppealRestrictionParts = {"kind":"FragmentDefinition","name":{"kind":"Name","value":"AppealRestrictionParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Restriction"}},"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"measure"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"scope"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"imposedAt"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"liftedAt"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"subject"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SubjectLine"},"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}} as unknown as FragmentDefinitionNode;
const AppealAnswerMade = {"kind":"FragmentDefinition","name":{"kind":"Name","value":"AppealAnswerMade"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Decision"}},"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"number"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"rationale"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"decidedAt"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"graceUntil"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"undoable"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"undoneAt"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}} as unknown as FragmentDefinitionNode;
const AppealFull = {"kind":"FragmentDefinition","name":{"kind":"Name","value":"AppealFull"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Appeal"}},"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AppealRow"},"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"version"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"omittedReason"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"informedAt"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"notifiedAt"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"closedAt"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"reasons"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"contact"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"newRestriction"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"eligibleHandlerCount"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"mayWork"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"residualQuery"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"subject"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"audience"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"language"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"restrictions"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"measure"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"liftedAt"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"platform"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"name"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"case"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"number"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"version"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"queue"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"name"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"language"},"value":{"kind":"Variable","name":{"kind":"Name","value":"language"}}}],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"mayWork"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"group"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"number"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"flag"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"externalId"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"reason"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"decision"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"number"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"caseId"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"outcome"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"decidedAt"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"excludedPeople"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PersonParts"},"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"restrictions"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"asked"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"result"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"restriction"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AppealRestrictionParts"},"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"files"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"name"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"mediaType"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"byteSize"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"link"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"messages"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"fromPerson"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"text"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"writtenAt"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"answerDueAt"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"answeredAt"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"author"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PersonParts"},"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"steps"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"dueAt"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"doneAt"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"droppedAt"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"dispute"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"body"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"reference"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"sentAt"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"dueAt"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"outcome"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"outcomeAt"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"implemented"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"then"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"policyChangedSince"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"subjectTitle"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"subjectHandle"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"audience"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"policyVersion"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"n"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"title"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"language"},"value":{"kind":"Variable","name":{"kind":"Name","value":"language"}}}],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"guidance"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"language"},"value":{"kind":"Variable","name":{"kind":"Name","value":"language"}}}],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"legalReference"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"decision"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"number"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"caseId"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"outcome"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"decidedAt"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"rationale"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"participants"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"role"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"person"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PersonParts"},"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"restrictions"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"measure"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"scope"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"evidence"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"kind"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"author"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"text"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"language"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"sentAt"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"contentHash"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"media"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"mimeType"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"bytes"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"durationSeconds"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"width"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"height"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"hash"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"note"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"src"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"at"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"detail"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"history"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"number"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"state"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"outcome"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"basis"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"submittedAt"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"precedents"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"number"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"outcome"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"basis"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"decidedAt"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"resolution"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"rationale"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"siblings"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"number"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"caseId"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"outcome"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"decidedAt"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"subjects"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SubjectLine"},"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"residual"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AppealRestrictionParts"},"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"cascade"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"targetId"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"label"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"state"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"resolution"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AppealAnswerMade"},"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}} as unknown as FragmentDefinitionNode;
const AppealClaim = {"kind":"FragmentDefinition","name":{"kind":"Name","value":"AppealClaim"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Claim"}},"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"leaseToken"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"leaseExpiresAt"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"late"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"case"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"version"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"queue"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"appeal"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"number"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}} as unknown as FragmentDefinitionNode;
const AppealTalk = {"kind":"FragmentDefinition","name":{"kind":"Name","value":"AppealTalk"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Appeal"}},"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"state"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"version"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"verification"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"waitingForAnswer"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"needsOutsideHandler"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}} as unknown as FragmentDefinitionNode;
export const AppealsDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Appeals"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AppealFilter"}},"directives":[]},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"directives":[]},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}},"directives":[]}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"appeals"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AppealRow"},"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endCursor"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}, AppealRow, SubjectLine, PersonParts] } as unknown as TypedDocumentNode<AppealsQuery, AppealsQueryVariables>;
export const AppealsAroundDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AppealsAround"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"language"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},"directives":[]}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"appealCounts"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"count"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"queues"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"name"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"language"},"value":{"kind":"Variable","name":{"kind":"Name","value":"language"}}}],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"kind"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"mayWork"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"active"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"counts"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"open"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"breached"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"oldestOpenedAt"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"platforms"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"name"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"policies"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"current"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"title"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"language"},"value":{"kind":"Variable","name":{"kind":"Name","value":"language"}}}],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}] } as unknown as TypedDocumentNode<AppealsAroundQuery, AppealsAroundQueryVariables>;
export const AppealsByBasisDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AppealsByBasis"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"from"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}},"directives":[]},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"to"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}},"directives":[]}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"appealsByBasis"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"from"},"value":{"kind":"Variable","name":{"kind":"Name","value":"from"}}},{"kind":"Argument","name":{"kind":"Name","value":"to"},"value":{"kind":"Variable","name":{"kind":"Name","value":"to"}}}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"basis"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"submitted"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"upheld"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"partiallyReversed"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"reversed"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"omitted"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"medianHours"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"overturnRate"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"lower"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"upper"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}] } as unknown as TypedDocumentNode<AppealsByBasisQuery, AppealsByBasisQueryVariables>;
export const AppealByIdDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AppealById"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},"directives":[]},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"language"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},"directives":[]}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"appeal"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AppealFull"},"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}, AppealFull, AppealRow, SubjectLine, PersonParts, AppealRestrictionParts, AppealAnswerMade] } as unknown as TypedDocumentNode<AppealByIdQuery, AppealByIdQueryVariables>;
export const AppealByNumberDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AppealByNumber"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"number"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},"directives":[]},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"language"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},"directives":[]}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"appealByNumber"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"number"},"value":{"kind":"Variable","name":{"kind":"Name","value":"number"}}}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AppealFull"},"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}, AppealFull, AppealRow, SubjectLine, PersonParts, AppealRestrictionParts, AppealAnswerMade] } as unknown as TypedDocumentNode<AppealByNumberQuery, AppealByNumberQueryVariables>;
export const AppealTemplatesDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AppealTemplates"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"language"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},"directives":[]}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"appealReasonTemplates"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"language"},"value":{"kind":"Variable","name":{"kind":"Name","value":"language"}}}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"outcome"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"language"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"title"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"body"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"active"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}] } as unknown as TypedDocumentNode<AppealTemplatesQuery, AppealTemplatesQueryVariables>;
export const AppealNoticeWordingDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AppealNoticeWording"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"kind"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"NoticeKind"}}},"directives":[]},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"language"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"NoticeLanguage"}}},"directives":[]}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"noticeWording"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"kind"},"value":{"kind":"Variable","name":{"kind":"Name","value":"kind"}}},{"kind":"Argument","name":{"kind":"Name","value":"language"},"value":{"kind":"Variable","name":{"kind":"Name","value":"language"}}}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"language"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"version"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"versions"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"version"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"subjectLine"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"body"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}] } as unknown as TypedDocumentNode<AppealNoticeWordingQuery, AppealNoticeWordingQueryVariables>;
export const AppealColleaguesDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AppealColleagues"},"variableDefinitions":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"colleagues"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PersonParts"},"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}, PersonParts] } as unknown as TypedDocumentNode<AppealColleaguesQuery, AppealColleaguesQueryVariables>;
export const MyAppealClaimsDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"MyAppealClaims"},"variableDefinitions":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"myClaims"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AppealClaim"},"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}, AppealClaim] } as unknown as TypedDocumentNode<MyAppealClaimsQuery, MyAppealClaimsQueryVariables>;
export const ClaimAppealDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ClaimAppeal"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},"directives":[]},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"caseId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},"directives":[]}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"claimCase"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}},{"kind":"Argument","name":{"kind":"Name","value":"caseId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"caseId"}}}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AppealClaim"},"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}, AppealClaim] } as unknown as TypedDocumentNode<ClaimAppealMutation, ClaimAppealMutationVariables>;
export const ClaimNextAppealDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ClaimNextAppeal"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},"directives":[]},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"queueId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},"directives":[]}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"claimNext"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}},{"kind":"Argument","name":{"kind":"Name","value":"queueId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"queueId"}}}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"},"arguments":[],"directives":[]},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Claim"}},"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AppealClaim"},"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"QueueEmpty"}},"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}]}}, AppealClaim] } as unknown as TypedDocumentNode<ClaimNextAppealMutation, ClaimNextAppealMutationVariables>;
export const PutAppealBackDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PutAppealBack"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},"directives":[]},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"caseId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},"directives":[]},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"leaseToken"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},"directives":[]}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"releaseCase"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}},{"kind":"Argument","name":{"kind":"Name","value":"caseId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"caseId"}}},{"kind":"Argument","name":{"kind":"Name","value":"leaseToken"},"value":{"kind":"Variable","name":{"kind":"Name","value":"leaseToken"}}}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"state"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"version"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}] } as unknown as TypedDocumentNode<PutAppealBackMutation, PutAppealBackMutationVariables>;
export const ResolveAppealDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ResolveAppeal"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},"directives":[]},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ResolveAppealInput"}}},"directives":[]}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"resolveAppeal"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}},{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"result"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"},"arguments":[],"directives":[]},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Appeal"}},"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AppealRow"},"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"resolution"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AppealAnswerMade"},"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"LeaseLost"}},"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"takenBy"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PersonParts"},"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AlreadyDecided"}},"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"decision"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"next"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"},"arguments":[],"directives":[]},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Claim"}},"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AppealClaim"},"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"QueueEmpty"}},"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}, AppealRow, SubjectLine, PersonParts, AppealAnswerMade, AppealClaim] } as unknown as TypedDocumentNode<ResolveAppealMutation, ResolveAppealMutationVariables>;
export const UndoAnswerDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UndoAnswer"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},"directives":[]},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"decisionId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},"directives":[]}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"undoDecision"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}},{"kind":"Argument","name":{"kind":"Name","value":"decisionId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"decisionId"}}}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"undoable"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"undoneAt"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"case"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"state"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"version"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}] } as unknown as TypedDocumentNode<UndoAnswerMutation, UndoAnswerMutationVariables>;
export const AskAppellantDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AskAppellant"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},"directives":[]},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"appealId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},"directives":[]},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"leaseToken"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},"directives":[]},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"text"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},"directives":[]}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"askAppellant"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}},{"kind":"Argument","name":{"kind":"Name","value":"appealId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"appealId"}}},{"kind":"Argument","name":{"kind":"Name","value":"leaseToken"},"value":{"kind":"Variable","name":{"kind":"Name","value":"leaseToken"}}},{"kind":"Argument","name":{"kind":"Name","value":"text"},"value":{"kind":"Variable","name":{"kind":"Name","value":"text"}}}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AppealTalk"},"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}, AppealTalk] } as unknown as TypedDocumentNode<AskAppellantMutation, AskAppellantMutationVariables>;
export const WithdrawQuestionDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"WithdrawQuestion"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},"directives":[]},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"messageId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},"directives":[]}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"withdrawQuestion"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}},{"kind":"Argument","name":{"kind":"Name","value":"messageId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"messageId"}}}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AppealTalk"},"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}, AppealTalk] } as unknown as TypedDocumentNode<WithdrawQuestionMutation, WithdrawQuestionMutationVariables>;
export const VerifyAppellantDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"VerifyAppellant"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},"directives":[]},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"appealId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},"directives":[]},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"by"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AppealVerification"}}},"directives":[]}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"verifyAppellant"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}},{"kind":"Argument","name":{"kind":"Name","value":"appealId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"appealId"}}},{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"Variable","name":{"kind":"Name","value":"by"}}}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AppealTalk"},"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}, AppealTalk] } as unknown as TypedDocumentNode<VerifyAppellantMutation, VerifyAppellantMutationVariables>;
export const InviteOutsideHandlerDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"InviteOutsideHandler"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},"directives":[]},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"appealId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},"directives":[]},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"personId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},"directives":[]}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"inviteOutsideHandler"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}},{"kind":"Argument","name":{"kind":"Name","value":"appealId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"appealId"}}},{"kind":"Argument","name":{"kind":"Name","value":"personId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"personId"}}}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AppealTalk"},"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}, AppealTalk] } as unknown as TypedDocumentNode<InviteOutsideHandlerMutation, InviteOutsideHandlerMutationVariables>;
export const RecordDisputeDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RecordDispute"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},"directives":[]},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"appealId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},"directives":[]},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"body"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},"directives":[]},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"reference"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}},"directives":[]},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"sentAt"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}}},"directives":[]},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"dueAt"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}},"directives":[]}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"recordDispute"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}},{"kind":"Argument","name":{"kind":"Name","value":"appealId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"appealId"}}},{"kind":"Argument","name":{"kind":"Name","value":"body"},"value":{"kind":"Variable","name":{"kind":"Name","value":"body"}}},{"kind":"Argument","name":{"kind":"Name","value":"reference"},"value":{"kind":"Variable","name":{"kind":"Name","value":"reference"}}},{"kind":"Argument","name":{"kind":"Name","value":"sentAt"},"value":{"kind":"Variable","name":{"kind":"Name","value":"sentAt"}}},{"kind":"Argument","name":{"kind":"Name","value":"dueAt"},"value":{"kind":"Variable","name":{"kind":"Name","value":"dueAt"}}}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AppealTalk"},"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}, AppealTalk] } as unknown as TypedDocumentNode<RecordDisputeMutation, RecordDisputeMutationVariables>;
export const RecordDisputeOutcomeDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RecordDisputeOutcome"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},"directives":[]},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"disputeId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},"directives":[]},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"outcome"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AppealOutcome"}}},"directives":[]},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"outcomeAt"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}}},"directives":[]},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"implemented"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}},"directives":[]}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"recordDisputeOutcome"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}},{"kind":"Argument","name":{"kind":"Name","value":"disputeId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"disputeId"}}},{"kind":"Argument","name":{"kind":"Name","value":"outcome"},"value":{"kind":"Variable","name":{"kind":"Name","value":"outcome"}}},{"kind":"Argument","name":{"kind":"Name","value":"outcomeAt"},"value":{"kind":"Variable","name":{"kind":"Name","value":"outcomeAt"}}},{"kind":"Argument","name":{"kind":"Name","value":"implemented"},"value":{"kind":"Variable","name":{"kind":"Name","value":"implemented"}}}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AppealTalk"},"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}, AppealTalk] } as unknown as TypedDocumentNode<RecordDisputeOutcomeMutation, RecordDisputeOutcomeMutationVariables>;
export const AppealChangedDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"AppealChanged"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"appealId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},"directives":[]}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"appealChanged"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"appealId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"appealId"}}}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AppealTalk"},"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}, AppealTalk] } as unknown as TypedDocumentNode<AppealChangedSubscription, AppealChangedSubscriptionVariables>;
