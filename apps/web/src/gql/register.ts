import type { TypedDocumentNode } from '@apollo/client';
import type { FragmentDefinitionNode } from 'graphql';
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
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

export type IdentifierKind =
  | 'account'
  | 'byline'
  | 'domain'
  | 'handle';

export type MediaDeclarationInput = {
  readonly editoriallyIndependent: boolean;
  readonly email: string;
  readonly generatedContentReviewed: boolean;
  readonly legalName: string;
  readonly mediaServiceProvider: boolean;
  readonly memberStates: ReadonlyArray<string>;
  readonly oversight?: MediaOversight | null | undefined;
  readonly oversightContact: string;
  readonly oversightName: string;
  readonly ownershipPublic: boolean;
  readonly phone: string;
};

export type MediaOversight =
  | 'co_or_self_regulation'
  | 'regulator';

export type ProtectedEntryInput = {
  readonly basis?: CollateralBasis | null | undefined;
  readonly class: CollateralClass;
  readonly contact: string;
  readonly declaration?: MediaDeclarationInput | null | undefined;
  readonly identifiers: ReadonlyArray<ProtectedIdentifierInput>;
  readonly name: string;
  readonly note: string;
  readonly organisation: string;
};

export type ProtectedFilter = {
  readonly class?: ReadonlyArray<CollateralClass> | null | undefined;
  readonly foundBy?: ReadonlyArray<string> | null | undefined;
  readonly number?: number | null | undefined;
  readonly renewalDue?: boolean | null | undefined;
  readonly state?: ReadonlyArray<ProtectedState> | null | undefined;
};

export type ProtectedIdentifierInput = {
  readonly kind: IdentifierKind;
  readonly platformId?: string | null | undefined;
  readonly subjectKind?: SubjectKind | null | undefined;
  readonly value: string;
};

export type ProtectedState =
  | 'declared'
  | 'expired'
  | 'revoked'
  | 'verified';

export type RevealReason =
  | 'appeal'
  | 'audit'
  | 'complaint_of_the_person'
  | 'correct_entry'
  | 'decide'
  | 'other'
  | 'renew'
  | 'verify';

export type RevokeReason =
  | 'asked_to_be_removed'
  | 'duplicate'
  | 'evidence_false'
  | 'no_longer_in_the_role'
  | 'not_who_was_claimed'
  | 'other';

export type SubjectKind =
  | 'account'
  | 'bot'
  | 'channel'
  | 'group';

export type VerificationMethod =
  | 'contact_answered'
  | 'employer_or_institution'
  | 'known_in_person'
  | 'public_record'
  | 'published_work'
  | 'regulator_or_self_regulator';

export type ProtectedRowFragment = { readonly __typename: 'ProtectedPerson', readonly id: string, readonly reference: string, readonly class: CollateralClass, readonly basis: CollateralBasis | null, readonly state: ProtectedState, readonly foundBy: string, readonly mediaDeclaration: boolean, readonly changedSinceVerified: boolean, readonly term: number, readonly declaredAt: string, readonly expiresAt: string, readonly erased: boolean, readonly version: number };

export type ProtectedEntryFragment = (
  { readonly __typename: 'ProtectedPerson', readonly verifiedAt: string | null, readonly remindedAt: string | null, readonly revokedAt: string | null, readonly revokeReason: RevokeReason | null, readonly fileCount: number, readonly verifyFault: string | null, readonly declaredBy: { readonly __typename: 'Person', readonly id: string, readonly name: string } | null, readonly revokedBy: { readonly __typename: 'Person', readonly id: string, readonly name: string } | null, readonly verifications: ReadonlyArray<{ readonly __typename: 'ProtectedVerification', readonly term: number, readonly method: VerificationMethod, readonly at: string, readonly counts: boolean, readonly verifier: { readonly __typename: 'Person', readonly id: string, readonly name: string } }>, readonly reveals: ReadonlyArray<{ readonly __typename: 'ProtectionReveal', readonly id: string, readonly reason: RevealReason, readonly at: string, readonly person: { readonly __typename: 'Person', readonly id: string, readonly name: string } }> }
  & ProtectedRowFragment
);

export type RevealedFragment = { readonly __typename: 'RevealedPerson', readonly id: string, readonly name: string, readonly organisation: string, readonly contact: string, readonly note: string, readonly declaration: { readonly __typename: 'MediaDeclaration', readonly mediaServiceProvider: boolean, readonly ownershipPublic: boolean, readonly editoriallyIndependent: boolean, readonly oversight: MediaOversight | null, readonly memberStates: ReadonlyArray<string>, readonly generatedContentReviewed: boolean, readonly legalName: string, readonly email: string, readonly phone: string, readonly oversightName: string, readonly oversightContact: string } | null, readonly identifiers: ReadonlyArray<{ readonly __typename: 'ProtectedIdentifier', readonly id: string, readonly kind: IdentifierKind, readonly value: string, readonly confirmed: boolean, readonly platform: { readonly __typename: 'Platform', readonly id: string, readonly name: string } | null }>, readonly files: ReadonlyArray<{ readonly __typename: 'ProtectedFile', readonly id: string, readonly name: string | null, readonly mediaType: string, readonly byteSize: number, readonly link: string | null }>, readonly matches: ReadonlyArray<{ readonly __typename: 'ProtectedMatch', readonly strength: string, readonly since: string, readonly subject: { readonly __typename: 'Subject', readonly id: string, readonly title: string | null, readonly nativeId: string | null, readonly handle: string | null, readonly kind: SubjectKind } }> };

export type ProtectedPeopleQueryVariables = Exact<{
  filter?: ProtectedFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ProtectedPeopleQuery = { readonly protectedPeople: { readonly __typename: 'ProtectedPersonPage', readonly nodes: ReadonlyArray<(
      { readonly __typename: 'ProtectedPerson' }
      & ProtectedRowFragment
    )>, readonly pageInfo: { readonly __typename: 'PageInfo', readonly endCursor: string | null, readonly hasNextPage: boolean } } };

export type ProtectedCountsQueryVariables = Exact<{ [key: string]: never; }>;


export type ProtectedCountsQuery = { readonly protectedCounts: { readonly __typename: 'ProtectedCounts', readonly declared: number, readonly verified: number, readonly expired: number, readonly revoked: number, readonly renewalDue: number } };

export type ProtectedEntryQueryVariables = Exact<{
  id: string;
}>;


export type ProtectedEntryQuery = { readonly protectedPerson: (
    { readonly __typename: 'ProtectedPerson' }
    & ProtectedEntryFragment
  ) };

export type RegisterPlatformsQueryVariables = Exact<{ [key: string]: never; }>;


export type RegisterPlatformsQuery = { readonly platforms: ReadonlyArray<{ readonly __typename: 'Platform', readonly id: string, readonly code: string, readonly name: string }> };

export type DeclareProtectedPersonMutationVariables = Exact<{
  key: string;
  input: ProtectedEntryInput;
}>;


export type DeclareProtectedPersonMutation = { readonly declareProtectedPerson: { readonly __typename: 'ProtectedPerson', readonly id: string } };

export type AmendProtectedPersonMutationVariables = Exact<{
  key: string;
  id: string;
  version: number;
  input: ProtectedEntryInput;
  removedIdentifierIds: ReadonlyArray<string> | string;
}>;


export type AmendProtectedPersonMutation = { readonly amendProtectedPerson: (
    { readonly __typename: 'ProtectedPerson' }
    & ProtectedEntryFragment
  ) };

export type VerifyProtectedPersonMutationVariables = Exact<{
  key: string;
  id: string;
  version: number;
  method: VerificationMethod;
  expiresAt?: string | null | undefined;
}>;


export type VerifyProtectedPersonMutation = { readonly verifyProtectedPerson: (
    { readonly __typename: 'ProtectedPerson' }
    & ProtectedEntryFragment
  ) };

export type RevokeProtectedPersonMutationVariables = Exact<{
  key: string;
  id: string;
  version: number;
  reason: RevokeReason;
}>;


export type RevokeProtectedPersonMutation = { readonly revokeProtectedPerson: (
    { readonly __typename: 'ProtectedPerson' }
    & ProtectedEntryFragment
  ) };

export type EraseProtectedPersonMutationVariables = Exact<{
  key: string;
  id: string;
  version: number;
}>;


export type EraseProtectedPersonMutation = { readonly eraseProtectedPerson: (
    { readonly __typename: 'ProtectedPerson' }
    & ProtectedEntryFragment
  ) };

export type RevealProtectedPersonMutationVariables = Exact<{
  key: string;
  id: string;
  reason: RevealReason;
}>;


export type RevealProtectedPersonMutation = { readonly revealProtectedPerson: (
    { readonly __typename: 'RevealedPerson' }
    & RevealedFragment
  ) };

const ProtectedRow = {"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProtectedRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ProtectedPerson"}},"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"reference"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"class"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"basis"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"state"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"foundBy"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"mediaDeclaration"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"changedSinceVerified"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"term"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"declaredAt"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"erased"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"version"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}} as unknown as FragmentDefinitionNode;
const ProtectedEntry = {"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProtectedEntry"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ProtectedPerson"}},"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProtectedRow"},"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"verifiedAt"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"remindedAt"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"revokedAt"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"revokeReason"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"fileCount"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"verifyFault"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"declaredBy"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"name"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"revokedBy"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"name"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"verifications"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"term"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"method"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"at"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"counts"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"verifier"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"name"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"reveals"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"reason"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"at"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"person"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"name"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}} as unknown as FragmentDefinitionNode;
const Revealed = {"kind":"FragmentDefinition","name":{"kind":"Name","value":"Revealed"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RevealedPerson"}},"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"name"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"organisation"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"contact"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"note"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"declaration"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"mediaServiceProvider"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"ownershipPublic"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"editoriallyIndependent"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"oversight"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"memberStates"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"generatedContentReviewed"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"legalName"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"email"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"phone"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"oversightName"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"oversightContact"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"identifiers"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"kind"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"value"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"confirmed"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"platform"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"name"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"files"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"name"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"mediaType"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"byteSize"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"link"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"matches"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"strength"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"since"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"subject"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"title"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"nativeId"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"handle"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"kind"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}} as unknown as FragmentDefinitionNode;
export const ProtectedPeopleDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ProtectedPeople"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ProtectedFilter"}},"directives":[]},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}},"directives":[]},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}},"directives":[]}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"protectedPeople"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProtectedRow"},"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endCursor"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}, ProtectedRow] } as unknown as TypedDocumentNode<ProtectedPeopleQuery, ProtectedPeopleQueryVariables>;
export const ProtectedCountsDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ProtectedCounts"},"variableDefinitions":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"protectedCounts"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"declared"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"verified"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"expired"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"revoked"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"renewalDue"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}] } as unknown as TypedDocumentNode<ProtectedCountsQuery, ProtectedCountsQueryVariables>;
export const ProtectedEntryDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ProtectedEntry"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},"directives":[]}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"protectedPerson"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProtectedEntry"},"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}, ProtectedEntry, ProtectedRow] } as unknown as TypedDocumentNode<ProtectedEntryQuery, ProtectedEntryQueryVariables>;
export const RegisterPlatformsDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"RegisterPlatforms"},"variableDefinitions":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"platforms"},"arguments":[],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"code"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"name"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}] } as unknown as TypedDocumentNode<RegisterPlatformsQuery, RegisterPlatformsQueryVariables>;
export const DeclareProtectedPersonDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeclareProtectedPerson"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},"directives":[]},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ProtectedEntryInput"}}},"directives":[]}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"declareProtectedPerson"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}},{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"},"arguments":[],"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}] } as unknown as TypedDocumentNode<DeclareProtectedPersonMutation, DeclareProtectedPersonMutationVariables>;
export const AmendProtectedPersonDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AmendProtectedPerson"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},"directives":[]},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},"directives":[]},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"version"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"directives":[]},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ProtectedEntryInput"}}},"directives":[]},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"removedIdentifierIds"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}},"directives":[]}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"amendProtectedPerson"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}},{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"version"},"value":{"kind":"Variable","name":{"kind":"Name","value":"version"}}},{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}},{"kind":"Argument","name":{"kind":"Name","value":"removedIdentifierIds"},"value":{"kind":"Variable","name":{"kind":"Name","value":"removedIdentifierIds"}}}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProtectedEntry"},"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}, ProtectedEntry, ProtectedRow] } as unknown as TypedDocumentNode<AmendProtectedPersonMutation, AmendProtectedPersonMutationVariables>;
export const VerifyProtectedPersonDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"VerifyProtectedPerson"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},"directives":[]},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},"directives":[]},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"version"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"directives":[]},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"method"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"VerificationMethod"}}},"directives":[]},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"expiresAt"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}},"directives":[]}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"verifyProtectedPerson"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}},{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"version"},"value":{"kind":"Variable","name":{"kind":"Name","value":"version"}}},{"kind":"Argument","name":{"kind":"Name","value":"method"},"value":{"kind":"Variable","name":{"kind":"Name","value":"method"}}},{"kind":"Argument","name":{"kind":"Name","value":"expiresAt"},"value":{"kind":"Variable","name":{"kind":"Name","value":"expiresAt"}}}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProtectedEntry"},"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}, ProtectedEntry, ProtectedRow] } as unknown as TypedDocumentNode<VerifyProtectedPersonMutation, VerifyProtectedPersonMutationVariables>;
export const RevokeProtectedPersonDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RevokeProtectedPerson"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},"directives":[]},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},"directives":[]},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"version"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"directives":[]},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"reason"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RevokeReason"}}},"directives":[]}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revokeProtectedPerson"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}},{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"version"},"value":{"kind":"Variable","name":{"kind":"Name","value":"version"}}},{"kind":"Argument","name":{"kind":"Name","value":"reason"},"value":{"kind":"Variable","name":{"kind":"Name","value":"reason"}}}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProtectedEntry"},"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}, ProtectedEntry, ProtectedRow] } as unknown as TypedDocumentNode<RevokeProtectedPersonMutation, RevokeProtectedPersonMutationVariables>;
export const EraseProtectedPersonDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"EraseProtectedPerson"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},"directives":[]},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},"directives":[]},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"version"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},"directives":[]}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"eraseProtectedPerson"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}},{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"version"},"value":{"kind":"Variable","name":{"kind":"Name","value":"version"}}}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProtectedEntry"},"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}, ProtectedEntry, ProtectedRow] } as unknown as TypedDocumentNode<EraseProtectedPersonMutation, EraseProtectedPersonMutationVariables>;
export const RevealProtectedPersonDocument = { kind: 'Document', definitions: [{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RevealProtectedPerson"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},"directives":[]},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},"directives":[]},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"reason"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RevealReason"}}},"directives":[]}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revealProtectedPerson"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}},{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"reason"},"value":{"kind":"Variable","name":{"kind":"Name","value":"reason"}}}],"directives":[],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Revealed"},"directives":[]},{"kind":"Field","name":{"kind":"Name","value":"__typename"}}]}}]}}, Revealed] } as unknown as TypedDocumentNode<RevealProtectedPersonMutation, RevealProtectedPersonMutationVariables>;
