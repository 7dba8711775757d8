import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AppealLifeService } from '@mizan/appeals/appeal-life.service.js';
import { AppealQuestionsService } from '@mizan/appeals/appeal-questions.service.js';
import { AppealReceiptService } from '@mizan/appeals/appeal-receipt.service.js';
import { ResolvingService } from '@mizan/appeals/resolving.service.js';
import { ClaimsService } from '@mizan/cases/claims.service.js';
import { QueueSettingsService } from '@mizan/cases/queue-settings.service.js';
import { RoutingService } from '@mizan/cases/routing.service.js';
import { DecisionsService } from '@mizan/decisions/decisions.service.js';
import type { Config } from '@mizan/foundation/config.js';
import { ApiKeysService } from '@mizan/identity/api-keys.service.js';
import { FirstAdministratorService } from '@mizan/identity/first-administrator.service.js';
import { PeopleService } from '@mizan/identity/people.service.js';
import { RolesService } from '@mizan/identity/roles.service.js';
import { IntakeService } from '@mizan/intake/intake.service.js';
import { MediaIntakeService } from '@mizan/intake/media-intake.service.js';
import { PlatformsService } from '@mizan/platforms/platforms.service.js';
import { SourcesService } from '@mizan/platforms/sources.service.js';
import { PolicyPublishingService } from '@mizan/policies/policy-publishing.service.js';
import { RegisterService } from '@mizan/protection/register.service.js';
import { RevealsService } from '@mizan/protection/reveals.service.js';
import { VerificationService } from '@mizan/protection/verification.service.js';
import { IdentityKeysService } from '@mizan/subjects/identity-keys.service.js';
import { SubjectLinksService } from '@mizan/subjects/subject-links.service.js';
import { SubjectsService } from '@mizan/subjects/subjects.service.js';
import { SAMPLE_PEOPLE } from './sample-people.js';
import { samplePassword } from './sample-password.js';
import { seedAppeals } from './seed-appeals.js';
import { seedConnection } from './seed-connection.js';
import { seedHistory } from './seed-history.js';
import { seedNetwork, type NetworkCounts } from './seed-network.js';
import { seedFurtherAdministrators, seedPeople } from './seed-people.js';
import { seedPictures } from './seed-pictures.js';
import { seedPlatforms, seedSources } from './seed-platforms.js';
import { seedPolicies } from './seed-policies.js';
import { seedRegister } from './seed-register.js';
import { seedQueues, seedRouting } from './seed-queues.js';

export interface SamplePlaces {
  readonly sandboxUrl: string;
  readonly sandboxFolder: string;
  readonly deskUrl: string;
  /** The sandbox's program that prints its network. */
  readonly exporter: string;
}

/** What `seed` answers. */
export interface MadeSample extends NetworkCounts {
  readonly signIns: readonly { readonly role: string; readonly email: string; readonly password: string }[];
  /** Cases that the sample's moderators decided now. */
  readonly decisions: number;
  /** Appeals that were filed now, some of them answered. */
  readonly appeals: number;
}

/** Makes the sample desk through the services of the desk, once: what is there already stays as it is. */
export async function makeSample(
  app: INestApplicationContext,
  config: Config,
  places: SamplePlaces,
): Promise<MadeSample> {
  const dataSource = app.get(DataSource);
  const platformsService = app.get(PlatformsService);
  const passwordOf = (email: string) => samplePassword(config.IDENTITY_KEY, email);
  const people = {
    dataSource,
    firstAdministrator: app.get(FirstAdministratorService),
    people: app.get(PeopleService),
    roles: app.get(RolesService),
    passwordOf,
  };
  const administrator = await seedPeople(people);
  const platforms = await seedPlatforms(platformsService, administrator, places.sandboxUrl);
  const sources = await seedSources(app.get(SourcesService), administrator, platforms);
  await seedPolicies(dataSource, app.get(PolicyPublishingService), administrator);
  await seedQueues(dataSource, app.get(QueueSettingsService), administrator);
  await seedRouting(dataSource, app.get(RoutingService), administrator);
  const connected = { dataSource, platforms: platformsService, apiKeys: app.get(ApiKeysService) };
  await seedConnection(connected, administrator, platforms, sources, places);
  await seedFurtherAdministrators(people, administrator);
  const takers = {
    dataSource,
    subjects: app.get(SubjectsService),
    links: app.get(SubjectLinksService),
    identities: app.get(IdentityKeysService),
    intake: app.get(IntakeService),
  };
  const pictures = await seedPictures(dataSource, app.get(MediaIntakeService));
  const network = await seedNetwork(takers, platforms, sources, places.exporter, pictures);
  const decisions = await seedHistory({
    dataSource,
    claims: app.get(ClaimsService),
    decisions: app.get(DecisionsService),
  });
  await seedRegister({
    dataSource,
    register: app.get(RegisterService),
    reveals: app.get(RevealsService),
    verification: app.get(VerificationService),
  });
  const appeals = await seedAppeals({
    dataSource,
    receipts: app.get(AppealReceiptService),
    life: app.get(AppealLifeService),
    questions: app.get(AppealQuestionsService),
    resolving: app.get(ResolvingService),
    claims: app.get(ClaimsService),
  });
  const signIns = SAMPLE_PEOPLE.map(({ role, email }) => ({ role, email, password: passwordOf(email) }));
  return { signIns, ...network, decisions, appeals };
}
