import { Module } from '@nestjs/common';
import { AuditModule } from '@mizan/audit/audit.module.js';
import { ConnectorsService } from './connectors.service.js';
import { Platform } from './platform.entity.js';
import { PlatformsService } from './platforms.service.js';
import { Source } from './source.entity.js';
import { SourcesService } from './sources.service.js';

export const PLATFORMS_ENTITIES = [Platform, Source];

/** Platforms, their connectors, and the sources that flag. */
@Module({
  imports: [AuditModule],
  providers: [PlatformsService, SourcesService, ConnectorsService],
  exports: [PlatformsService, SourcesService, ConnectorsService],
})
export class PlatformsModule {}
