import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { SubjectKind } from '@mizan/subjects/subject.entity.js';
import { CollateralBasis, CollateralClass } from './collateral-class.entity.js';
import type { EntryInput } from './entry-input-rules.js';
import type { IdentifierKind } from './identifier-rules.js';
import { ProtectedState } from './protected-person.entity.js';
import { IdentifierKindEnum, MediaOversightEnum } from './register.answers.js';

@InputType('ProtectedFilter')
export class ProtectedFilter {
  @Field(() => [ProtectedState], { nullable: true })
  state?: ProtectedState[] | null;

  @Field(() => [CollateralClass], { nullable: true })
  class?: CollateralClass[] | null;

  /** `register`, `collateral`, `appeal`, `import`. */
  @Field(() => [String], { nullable: true })
  foundBy?: string[] | null;

  /** Only entries whose term ends within 60 days. */
  @Field(() => Boolean, { nullable: true })
  renewalDue?: boolean | null;

  /** The number of the reference: 17 for P-17. */
  @Field(() => Int, { nullable: true })
  number?: number | null;
}

/** The seven elements of Art. 18(1) of Regulation (EU) 2024/1083. */
@InputType('MediaDeclarationInput')
export class MediaDeclarationInput {
  @Field(() => Boolean)
  mediaServiceProvider!: boolean;

  @Field(() => Boolean)
  ownershipPublic!: boolean;

  @Field(() => Boolean)
  editoriallyIndependent!: boolean;

  @Field(() => MediaOversightEnum, { nullable: true })
  oversight?: 'regulator' | 'co_or_self_regulation' | null;

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

@InputType('ProtectedIdentifierInput')
export class ProtectedIdentifierInput {
  @Field(() => ID, { nullable: true })
  platformId?: string | null;

  @Field(() => IdentifierKindEnum)
  kind!: IdentifierKind;

  @Field(() => String)
  value!: string;

  @Field(() => SubjectKind, { nullable: true })
  subjectKind?: SubjectKind | null;
}

/** Everything that an entry says. */
@InputType('ProtectedEntryInput')
export class ProtectedEntryInput {
  @Field(() => CollateralClass)
  class!: CollateralClass;

  @Field(() => CollateralBasis, { nullable: true })
  basis?: CollateralBasis | null;

  @Field(() => String)
  name!: string;

  @Field(() => String)
  organisation!: string;

  @Field(() => String)
  contact!: string;

  @Field(() => String)
  note!: string;

  @Field(() => MediaDeclarationInput, { nullable: true })
  declaration?: MediaDeclarationInput | null;

  @Field(() => [ProtectedIdentifierInput])
  identifiers!: ProtectedIdentifierInput[];
}

/** What the services take. */
export function asEntryInput(input: ProtectedEntryInput): EntryInput {
  const { declaration } = input;
  return {
    class: input.class,
    basis: input.basis ?? null,
    details: {
      name: input.name.trim(),
      organisation: input.organisation.trim(),
      contact: input.contact.trim(),
      note: input.note.trim(),
      declaration: declaration
        ? { ...declaration, email: declaration.email.trim(), oversight: declaration.oversight ?? null }
        : null,
    },
    identifiers: input.identifiers.map((one) => ({
      platformId: one.platformId ?? null,
      kind: one.kind,
      value: one.value,
      subjectKind: one.subjectKind ?? null,
    })),
  };
}
