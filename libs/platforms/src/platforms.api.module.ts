import { Module } from '@nestjs/common';
import { KeyPlacesResolver } from './key-places.resolver.js';
import { PlatformsLoaders } from './platforms.loaders.js';
import { PlatformsModule } from './platforms.module.js';
import { PlatformsResolver } from './platforms.resolver.js';
import { SourcesResolver } from './sources.resolver.js';

/** What the API process serves of platforms and sources. */
@Module({
  imports: [PlatformsModule],
  providers: [KeyPlacesResolver, PlatformsLoaders, PlatformsResolver, SourcesResolver],
})
export class PlatformsApiModule {}
