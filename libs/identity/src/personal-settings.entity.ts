import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { CaseCategory } from '@mizan/foundation/case-category.js';

/** How the desk shows itself to one person. */
@ObjectType('PersonalSettings')
export class PersonalSettings {
  /** Media is blurred until asked for. */
  @Field(() => Boolean)
  blur!: boolean;

  @Field(() => Boolean)
  greyscale!: boolean;

  @Field(() => Boolean)
  mute!: boolean;

  /** Single-letter shortcuts. */
  @Field(() => Boolean)
  shortcuts!: boolean;

  /** `system`, `light` or `dark`. */
  @Field(() => String)
  theme!: string;

  /** Categories that are never served to this person. */
  @Field(() => [CaseCategory])
  optOutCategories!: CaseCategory[];
}

/** What is to change; what is missing stays. */
@InputType('PersonalSettingsInput')
export class PersonalSettingsInput {
  @Field(() => Boolean, { nullable: true })
  blur?: boolean | null;

  @Field(() => Boolean, { nullable: true })
  greyscale?: boolean | null;

  @Field(() => Boolean, { nullable: true })
  mute?: boolean | null;

  @Field(() => Boolean, { nullable: true })
  shortcuts?: boolean | null;

  @Field(() => String, { nullable: true })
  theme?: string | null;

  @Field(() => [CaseCategory], { nullable: true })
  optOutCategories?: CaseCategory[] | null;

  /** Interface language: `en` or `ar`. */
  @Field(() => String, { nullable: true })
  locale?: string | null;
}
