import { Module } from '@nestjs/common';
import { IdentityModule } from '@mizan/identity/identity.module.js';
import { SubjectsModule } from '@mizan/subjects/subjects.module.js';
import { ProtectionModule } from './protection.module.js';
import { RegisterFileBodies } from './register-file-bodies.js';
import { RegisterFilesController } from './register-files.controller.js';
import {
  EntryHistoryResolver,
  IdentifierPlatformResolver,
  MatchSubjectResolver,
  RevealerResolver,
  RevealsResolver,
  VerifierResolver,
} from './register-parts.resolver.js';
import { RegisterResolver } from './register.resolver.js';
import { SubjectSignalsResolver } from './signals.resolver.js';

/** What people and platforms may ask of protection. */
@Module({
  imports: [ProtectionModule, IdentityModule, SubjectsModule],
  controllers: [RegisterFilesController],
  providers: [
    RegisterFileBodies,
    RegisterResolver,
    EntryHistoryResolver,
    VerifierResolver,
    RevealerResolver,
    RevealsResolver,
    IdentifierPlatformResolver,
    MatchSubjectResolver,
    SubjectSignalsResolver,
  ],
})
export class ProtectionApiModule {}
