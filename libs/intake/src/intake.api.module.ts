import { Module } from '@nestjs/common';
import { IdentityModule } from '@mizan/identity/identity.module.js';
import { PlatformsModule } from '@mizan/platforms/platforms.module.js';
import { PoliciesModule } from '@mizan/policies/policies.module.js';
import { SubjectsModule } from '@mizan/subjects/subjects.module.js';
import { CaseFlagsResolver, FlagGroupResolver, FlagsResolver, ReportersResolver } from './flags.resolver.js';
import { ImportChangesResolver } from './import-changes.resolver.js';
import { ImportsController } from './imports.controller.js';
import { ImportsResolver } from './imports.resolver.js';
import { IntakeController } from './intake.controller.js';
import { IntakeLoaders } from './intake-loaders.js';
import { IntakeModule } from './intake.module.js';
import { MediaController } from './media.controller.js';
import { OpenApiController } from './open-api.controller.js';
import { StreamedBodies } from './streamed-bodies.js';

/** What the API process serves of intake. */
@Module({
  imports: [IntakeModule, IdentityModule, PoliciesModule, PlatformsModule, SubjectsModule],
  controllers: [IntakeController, MediaController, ImportsController, OpenApiController],
  providers: [
    StreamedBodies,
    IntakeLoaders,
    CaseFlagsResolver,
    FlagGroupResolver,
    FlagsResolver,
    ReportersResolver,
    ImportsResolver,
    ImportChangesResolver,
  ],
})
export class IntakeApiModule {}
