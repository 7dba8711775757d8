import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { DataSource } from 'typeorm';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { once } from '@mizan/foundation/idempotency.js';
import { Requires } from '@mizan/foundation/permissions.js';
import { PlatformSecret } from './platform-secret.type.js';
import { Platform, PlatformKind } from './platform.entity.js';
import { PlatformsService } from './platforms.service.js';

@Resolver(() => Platform)
@Requires('platform.read')
export class PlatformsResolver {
  constructor(
    private readonly dataSource: DataSource,
    private readonly service: PlatformsService,
  ) {}

  @Query(() => [Platform])
  platforms(): Promise<Platform[]> {
    return this.service.list();
  }

  @Mutation(() => Platform)
  @Requires('platform.manage')
  async savePlatform(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('id', { type: () => ID, nullable: true }) id: string | null,
    @Args('code', { type: () => String }) code: string,
    @Args('kind', { type: () => PlatformKind }) kind: PlatformKind,
    @Args('name', { type: () => String }) name: string,
    @Args('endpointUrl', { type: () => String, nullable: true }) endpointUrl: string | null,
    @Args('ordersPerSecond', { type: () => Int }) ordersPerSecond: number,
    @Args('paused', { type: () => Boolean }) paused: boolean,
    @Args('version', { type: () => Int, nullable: true }) version: number | null,
  ): Promise<Platform> {
    const input = { id, code, kind, name, endpointUrl, ordersPerSecond, paused, version };
    const saved = await once(this.dataSource, person, 'savePlatform', key, input, async (manager) => {
      const { id: savedId } = await this.service.save(person, input, manager);
      return savedId;
    });
    return this.service.get(saved);
  }

  /** The stored answer is the id alone: a repetition within its time reads the secret anew instead of keeping a copy of it. */
  @Mutation(() => PlatformSecret)
  @Requires('platform.manage')
  async rotatePlatformSecret(
    @Acting() person: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<PlatformSecret> {
    const version = await once(this.dataSource, person, 'rotatePlatformSecret', key, { id }, (manager) =>
      this.service.rotateSecret(person, id, manager).then(({ platform }) => platform.version),
    );
    return this.service.secretOfRotation(id, version);
  }
}
