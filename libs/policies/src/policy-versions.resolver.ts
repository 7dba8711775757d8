import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { JSONObject } from '@mizan/foundation/json-object.js';
import { Requires } from '@mizan/foundation/permissions.js';
import { PolicyVersion } from './policy-version.entity.js';
import { textIn } from './texts-rules.js';

@Resolver(() => PolicyVersion)
@Requires('policy.read')
export class PolicyVersionsResolver {
  @ResolveField(() => String)
  title(
    @Parent() version: PolicyVersion,
    @Args('language', { type: () => String, nullable: true }) language: string | null,
  ): string {
    return textIn(version.title, language);
  }

  @ResolveField(() => String)
  guidance(
    @Parent() version: PolicyVersion,
    @Args('language', { type: () => String, nullable: true }) language: string | null,
  ): string {
    return textIn(version.guidance, language);
  }

  @ResolveField(() => JSONObject)
  titles(@Parent() version: PolicyVersion): object {
    return version.title;
  }

  @ResolveField(() => JSONObject)
  guidances(@Parent() version: PolicyVersion): object {
    return version.guidance;
  }
}
