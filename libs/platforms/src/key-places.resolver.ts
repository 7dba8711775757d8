import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { OperationLoader } from '@mizan/foundation/operation-loader.js';
import { Requires } from '@mizan/foundation/permissions.js';
import { ApiKey } from '@mizan/identity/api-key.entity.js';
import { Platform } from './platform.entity.js';
import { PlatformsLoaders } from './platforms.loaders.js';
import { Source } from './source.entity.js';
import { SourcesService } from './sources.service.js';

/** Which source a machine's key flags for, and which platform it is bound to. */
@Requires('key.manage')
@Resolver(() => ApiKey)
export class KeyPlacesResolver {
  private readonly sources: OperationLoader<Source>;

  constructor(
    sources: SourcesService,
    private readonly loaders: PlatformsLoaders,
  ) {
    // An installation has tens of sources: one read of all of them serves every key of the list.
    this.sources = new OperationLoader(async () => new Map((await sources.list()).map((one) => [one.id, one])));
  }

  @ResolveField(() => Source, { nullable: true })
  source(@Parent() key: ApiKey, @Context() operation: object): Promise<Source | null> | null {
    return key.sourceId === null ? null : this.sources.in(operation).load(key.sourceId);
  }

  @ResolveField(() => Platform, { nullable: true })
  platform(@Parent() key: ApiKey, @Context() operation: object): Promise<Platform | null> | null {
    return key.platformId === null ? null : this.loaders.platforms.in(operation).load(key.platformId);
  }
}
