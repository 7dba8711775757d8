import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import { ApiKey } from './api-key.entity.js';
import { ChangeProposal } from './change-proposal.entity.js';
import { StaffMember } from './staff-member.entity.js';
import { Viewer } from './viewer.entity.js';

/** What the browser's session waits for; `password` also where there is none. */
export const SignInStep = { password: 'password', code: 'code', enrol: 'enrol' } as const;
registerEnumType(SignInStep, { name: 'SignInStep' });

@ObjectType('SignInOptions')
export class SignInOptions {
  @Field(() => Boolean)
  password!: boolean;

  /** Words on the button; null when single sign-on is not set up. */
  @Field(() => String, { nullable: true })
  sso!: string | null;

  @Field(() => SignInStep)
  step!: keyof typeof SignInStep;
}

@ObjectType('SignInResult')
export class SignInResult {
  /** null while the second factor is missing or has to be set up. */
  @Field(() => Viewer, { nullable: true })
  viewer!: Viewer | null;

  @Field(() => Boolean)
  needsSecondFactor!: boolean;

  /** A role needs a second factor: set one up by `startTotp` and `confirmTotp`, which alone are open until then. */
  @Field(() => Boolean)
  mustEnrol!: boolean;
}

@ObjectType('TotpEnrolment')
export class TotpEnrolment {
  /** Base32, to type; the same stands in the address. */
  @Field(() => String)
  secret!: string;

  @Field(() => String)
  uri!: string;
}

@ObjectType('NewApiKey')
export class NewApiKey {
  /** null while a second person has to agree. */
  @Field(() => ApiKey, { nullable: true })
  key!: ApiKey | null;

  /** Shown with the first answer only; null when the same change is sent again. */
  @Field(() => String, { nullable: true })
  secret!: string | null;

  @Field(() => ChangeProposal, { nullable: true })
  proposal!: ChangeProposal | null;
}

@ObjectType('RoleGrantResult')
export class RoleGrantResult {
  @Field(() => StaffMember)
  person!: StaffMember;

  /** What a second person has to agree to; null when the role is held. */
  @Field(() => ChangeProposal, { nullable: true })
  proposal!: ChangeProposal | null;
}
