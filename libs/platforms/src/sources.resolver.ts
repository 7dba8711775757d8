import { Args, Context, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { DataSource } from 'typeorm';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { once } from '@mizan/foundation/idempotency.js';
import { Requires } from '@mizan/foundation/permissions.js';
import { Platform } from './platform.entity.js';
import { PlatformsLoaders } from './platforms.loaders.js';
import { Source, SourceKind } from './source.entity.js';
import { SourcesService } from './sources.service.js';

@Resolver(() => Source)
@Requires('platform.read')
export class SourcesResolver {
  constructor(
    private readonly dataSource: DataSource,
    private readonly service: SourcesService,
    private readonly loaders: PlatformsLoaders,
  ) {}

  @Query(() => [Source])
  sources(): Promise<Source[]> {
    return this.service.list();
  }

  @ResolveField(() => Platform, { nullable: true })
  platform(@Parent() source: Source, @Context() operation: object): Promise<Platform | null> | null {
    return source.platformId === null ? null : this.loaders.platforms.in(operation).load(source.platformId);
  }

  @Mutation(() => Source)
  @Requires('platform.manage')
  async saveSource(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('id', { type: () => ID, nullable: true }) id: string | null,
    @Args('code', { type: () => String }) code: string,
    @Args('name', { type: () => String }) name: string,
    @Args('kind', { type: () => SourceKind }) kind: SourceKind,
    @Args('platformId', { type: () => ID, nullable: true }) platformId: string | null,
    @Args('active', { type: () => Boolean }) active: boolean,
    @Args('tellsReporters', { type: () => Boolean, nullable: true }) tellsReporters: boolean | null,
  ): Promise<Source> {
    const input = { id, code, name, kind, platformId, active, tellsReporters };
    const saved = await once(this.dataSource, person, 'saveSource', key, input, async (manager) => {
      const { id: savedId } = await this.service.save(person, input, manager);
      return savedId;
    });
    return this.service.get(saved);
  }
}
