import type { Network } from './network.js';
import { addOrdinary, addSpam } from './generate-background.js';
import { addPress, addResearch } from './generate-bystanders.js';
import { addFollowers, addMigration, addOperations } from './generate-operations.js';
import { NetworkBuilder } from './network-builder.js';
import { Random } from './random.js';

/** Seed of the sample that comes with the desk. */
export const SAMPLE_SEED = 'november-2019';

/**
 * A network after the figures of November 2019, the same for the same seed: operations with a hub, relays, backups and
 * channels made anew within the last fortnight (mean life then: 14 days), their administrators and followers on three
 * platforms, about fifty of them re-appearing on TamTam; and, among all that, newsrooms, journalists, rights archives
 * and researchers who follow them for work, besides ordinary channels, spam and impersonators.
 * All names are invented and all wording is neutral. Figures: CREST 2021; press reports of 25 Nov to 3 Dec 2019.
 */
export function generateNetwork(seed: string): Network {
  const random = new Random(`${seed}/network`);
  const builder = new NetworkBuilder(seed);
  const operations = addOperations(builder, random);
  const channels = operations.flatMap((operation) => operation.channels);
  addFollowers(builder, random, channels);
  addPress(builder, random, channels);
  addResearch(builder, random, channels);
  addMigration(builder, random, operations);
  addOrdinary(builder, random);
  addSpam(builder, random);
  return builder.build();
}
