import { Field, Float, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { PageInfo } from '@mizan/foundation/page-info.js';
import { IDENTIFIER_KINDS, type IdentifierKind } from './identifier-rules.js';
import { ProtectedPerson, ProtectedState } from './protected-person.entity.js';
import { REVEAL_REASONS, type RevealReasonCode } from './reveals.service.js';
import { VERIFICATION_METHODS, type VerificationMethod } from './verification.service.js';

const enumOf = <Code extends string>(codes: readonly Code[]) => Object.fromEntries(codes.map((code) => [code, code]));

export const IdentifierKindEnum = enumOf(IDENTIFIER_KINDS);
registerEnumType(IdentifierKindEnum, { name: 'IdentifierKind' });
export const VerificationMethodEnum = enumOf(VERIFICATION_METHODS);
registerEnumType(VerificationMethodEnum, { name: 'VerificationMethod' });
export const RevealReasonEnum = enumOf(REVEAL_REASONS);
registerEnumType(RevealReasonEnum, { name: 'RevealReason' });
export const MediaOversightEnum = enumOf(['regulator', 'co_or_self_regulation'] as const);
registerEnumType(MediaOversightEnum, { name: 'MediaOversight' });

@ObjectType('ProtectedPersonPage')
export class ProtectedPersonPage {
  @Field(() => [ProtectedPerson])
  nodes!: ProtectedPerson[];

  @Field(() => PageInfo)
  pageInfo!: PageInfo;
}

@ObjectType('ProtectedCounts')
export class ProtectedCounts {
  @Field(() => Int)
  declared!: number;

  @Field(() => Int)
  verified!: number;

  @Field(() => Int)
  expired!: number;

  @Field(() => Int)
  revoked!: number;

  /** Entries whose term ends within 60 days. */
  @Field(() => Int)
  renewalDue!: number;
}

/** One of the two people who verified a term. */
@ObjectType('ProtectedVerification')
export class ProtectedVerificationView {
  verifierId!: string;

  @Field(() => Int)
  term!: number;

  @Field(() => VerificationMethodEnum)
  method!: VerificationMethod;

  @Field(() => Date)
  at!: Date;

  /** False when the entry was changed afterwards: that verification counts no more. */
  @Field(() => Boolean)
  counts!: boolean;
}

/** Somebody asked who an entry is. */
@ObjectType('ProtectionReveal')
export class ProtectionRevealView {
  @Field(() => ID)
  id!: string;

  personId!: string;

  @Field(() => RevealReasonEnum)
  reason!: RevealReasonCode;

  @Field(() => Date)
  at!: Date;
}

@ObjectType('MediaDeclaration')
export class MediaDeclarationView {
  @Field(() => Boolean)
  mediaServiceProvider!: boolean;

  @Field(() => Boolean)
  ownershipPublic!: boolean;

  @Field(() => Boolean)
  editoriallyIndependent!: boolean;

  @Field(() => MediaOversightEnum, { nullable: true })
  oversight!: string | null;

  @Field(() => [String])
  memberStates!: string[];

  @Field(() => Boolean)
  generatedContentReviewed!: boolean;

  @Field(() => String)
  legalName!: string;

  @Field(() => String)
  email!: string;

  @Field(() => String)
  phone!: string;

  @Field(() => String)
  oversightName!: string;

  @Field(() => String)
  oversightContact!: string;
}

@ObjectType('ProtectedIdentifier')
export class ProtectedIdentifierView {
  @Field(() => ID)
  id!: string;

  platformId!: string | null;

  @Field(() => IdentifierKindEnum)
  kind!: IdentifierKind;

  @Field(() => String)
  value!: string;

  /** Two people verified it. */
  @Field(() => Boolean)
  confirmed!: boolean;
}

@ObjectType('ProtectedFile')
export class ProtectedFileView {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { nullable: true })
  name!: string | null;

  @Field(() => String)
  mediaType!: string;

  @Field(() => Float)
  byteSize!: number;

  /** Address on the media origin, good for five minutes. */
  @Field(() => String, { nullable: true })
  link!: string | null;
}

/** A subject that one of the entry's names belongs to. */
@ObjectType('ProtectedMatch')
export class ProtectedMatchView {
  subjectId!: string;

  /** `protected` or `may_be`. */
  @Field(() => String)
  strength!: string;

  @Field(() => Date)
  since!: Date;
}

/** Who an entry is: only ever the answer of a recorded reveal. */
@ObjectType('RevealedPerson')
export class RevealedPerson {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String)
  organisation!: string;

  @Field(() => String)
  contact!: string;

  @Field(() => String)
  note!: string;

  @Field(() => MediaDeclarationView, { nullable: true })
  declaration!: MediaDeclarationView | null;

  @Field(() => [ProtectedIdentifierView])
  identifiers!: ProtectedIdentifierView[];

  @Field(() => [ProtectedFileView])
  files!: ProtectedFileView[];

  @Field(() => [ProtectedMatchView])
  matches!: ProtectedMatchView[];
}

export { ProtectedState };
