import type { DataSource } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import type { Config } from '@mizan/foundation/config.js';
import { Clock } from '@mizan/foundation/clock.js';
import { PersonalText } from '@mizan/foundation/personal-text.js';
import { PlatformsService } from '@mizan/platforms/platforms.service.js';
import { SubjectAccessService } from '@mizan/subjects/subject-access.service.js';
import { SubjectFactsService } from '@mizan/subjects/subject-facts.service.js';
import { SubjectResolverService } from '@mizan/subjects/subject-resolver.service.js';
import { SubjectsService } from '@mizan/subjects/subjects.service.js';
import { EntriesService } from './entries.service.js';
import { IdentifiersService } from './identifiers.service.js';
import { MatchingService } from './matching.service.js';
import { ProtectedStepsService } from './protected-steps.service.js';
import { ProtectionService } from './protection.service.js';
import { RegisterService } from './register.service.js';
import { RevealsService } from './reveals.service.js';
import { VerificationService } from './verification.service.js';

/** The services of the register on one database, for tests that build theirs by hand. */
export function createProtection(source: DataSource, config: Config, clock: Clock = new Clock()) {
  const audit = new AuditService();
  const texts = new PersonalText(config);
  const matching = new MatchingService(config);
  const steps = new ProtectedStepsService(matching, audit);
  const subjects = new SubjectsService(
    source,
    new SubjectResolverService(audit),
    new SubjectFactsService(audit),
    new SubjectAccessService(source),
  );
  const identifiers = new IdentifiersService(new PlatformsService(source, audit, config), subjects, texts, matching);
  const entries = new EntriesService(texts, identifiers, matching, steps, audit, clock);
  const reveals = new RevealsService(texts, identifiers, audit);
  return {
    subjects,
    matching,
    steps,
    reveals,
    protection: new ProtectionService(matching, entries),
    register: new RegisterService(texts, identifiers, entries, matching, steps, audit),
    verification: new VerificationService(identifiers, matching, steps, audit, clock),
  };
}
