import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { DataSource } from 'typeorm';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { once } from '@mizan/foundation/idempotency.js';
import { Requires } from '@mizan/foundation/permissions.js';
import { ApiKey } from './api-key.entity.js';
import { ApiKeysService } from './api-keys.service.js';
import { ChangesService } from './changes.service.js';
import { NewApiKey } from './identity.answers.js';

/** Keys of machines; their source and platform are filled in by the lib that owns those. */
@Requires('key.manage')
@Resolver(() => ApiKey)
export class ApiKeysResolver {
  constructor(
    private readonly source: DataSource,
    private readonly keys: ApiKeysService,
    private readonly changes: ChangesService,
  ) {}

  @Query(() => [ApiKey])
  apiKeys(): Promise<ApiKey[]> {
    return this.keys.list();
  }

  @Mutation(() => NewApiKey)
  async createApiKey(
    @Acting() actor: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('name') name: string,
    @Args('sourceId', { type: () => ID, nullable: true }) sourceId: string | null,
    @Args('platformId', { type: () => ID, nullable: true }) platformId: string | null,
    @Args('scopes', { type: () => [String] }) scopes: string[],
    @Args('requestsPerMinute', { type: () => Int, nullable: true }) requestsPerMinute: number | null,
  ): Promise<NewApiKey> {
    const request = {
      name,
      sourceId: sourceId ?? null,
      platformId: platformId ?? null,
      scopes,
      requestsPerMinute: requestsPerMinute ?? null,
    };
    let secret: string | null = null;
    const made = await once(this.source, actor, 'createApiKey', key, request, async (manager) => {
      const { keyId, proposalId, secret: shownOnce } = await this.keys.create(actor, request, manager);
      secret = shownOnce;
      return { keyId, proposalId };
    });
    return {
      key: made.keyId === null ? null : await this.keys.byId(made.keyId),
      secret,
      proposal: made.proposalId === null ? null : await this.changes.byId(made.proposalId),
    };
  }

  @Mutation(() => ApiKey)
  async revokeApiKey(
    @Acting() actor: ActingPerson,
    @Args('key', { type: () => ID }) key: string,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<ApiKey> {
    await once(this.source, actor, 'revokeApiKey', key, { id }, async (manager) => {
      await this.keys.revoke(actor, id, manager);
      return null;
    });
    return this.keys.byId(id);
  }
}
