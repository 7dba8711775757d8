import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { DataSource } from 'typeorm';
import { rows } from '@mizan/foundation/database.js';
import { OperationLoader } from '@mizan/foundation/operation-loader.js';
import { Requires } from '@mizan/foundation/permissions.js';
import { LinkView } from '@mizan/subjects/link.entity.js';

/** Says of the other end of a link whether a restriction stands on it. */
@Requires('subject.read')
@Resolver(() => LinkView)
export class LinkRestrictionsResolver {
  private readonly restricted: OperationLoader<boolean>;

  constructor(source: DataSource) {
    this.restricted = new OperationLoader(async (ids) => {
      const found = await rows<{ subject_id: string }>(
        source.manager,
        'select distinct subject_id from restriction where subject_id = any($1::uuid[]) and lifted_at is null',
        [ids],
      );
      return new Map(found.map((row) => [row.subject_id, true]));
    });
  }

  @ResolveField(() => Boolean)
  async otherRestricted(@Parent() link: LinkView, @Context() operation: object): Promise<boolean> {
    return (await this.restricted.in(operation).load(link.otherId)) ?? false;
  }
}
