import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Acting } from '@mizan/foundation/acting.decorator.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { holds, Requires } from '@mizan/foundation/permissions.js';
import { Evidence, MediaDescriptor } from '@mizan/subjects/evidence.entity.js';
import { EvidenceMediaService } from './evidence-media.service.js';

/** A description of a file that knows where its bytes are. */
type MediaOfEvidence = MediaDescriptor & { readonly evidence: Evidence };

@Resolver(() => Evidence)
@Requires('subject.read')
export class EvidenceMediaResolver {
  @ResolveField(() => MediaDescriptor, { nullable: true })
  media(@Parent() evidence: Evidence): MediaOfEvidence | null {
    return evidence.media && { ...evidence.media, evidence };
  }
}

@Resolver(() => MediaDescriptor)
@Requires('subject.read')
export class MediaLinksResolver {
  constructor(private readonly service: EvidenceMediaService) {}

  /** Signed, good for five minutes; null when there is nothing that may be shown. */
  @ResolveField(() => String, { nullable: true })
  src(
    @Acting() person: ActingPerson,
    @Parent() { evidence }: MediaOfEvidence,
    @Context() operation: object,
  ): Promise<string | null> | null {
    if (evidence.blobSha256 === null || !holds(person.roles, 'subject.read')) return null;
    return this.service.link(operation, evidence.subjectId, evidence.blobSha256);
  }
}
