import { Field, ObjectType } from '@nestjs/graphql';
import { ChangeProposal } from '@mizan/identity/change-proposal.entity.js';
import { Policy } from './policy.entity.js';

/** A policy after publishing; `proposal` when a second person has to agree before the new version holds. */
@ObjectType('PublishResult')
export class PublishResult {
  @Field(() => Policy)
  policy!: Policy;

  @Field(() => ChangeProposal, { nullable: true })
  proposal!: ChangeProposal | null;
}
