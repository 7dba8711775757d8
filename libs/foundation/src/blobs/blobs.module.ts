import path from 'node:path';
import {
  Global,
  Inject,
  Injectable,
  Module,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
  type OnModuleInit,
} from '@nestjs/common';
import type { Server } from 'node:http';
import { DataSource } from 'typeorm';
import { Clock } from '../clock.js';
import { CONFIG, type Config } from '../config.js';
import { JobSchedules } from '../job-schedules.js';
import { LOGGER, type Logger } from '../logger.js';
import { FolderBlobStore, type BlobStore } from './blob-store.js';
import { Blobs, linkKey } from './blobs.js';
import { createMediaServer } from './media-server.js';
import { S3BlobStore } from './s3-blob-store.js';

/** What the environment says of the media origin; with MEDIA_PORT=0 the real port is known to Blobs once it listens. */
export function configuredMediaOrigin(config: Config, port: number = config.MEDIA_PORT): string {
  return config.MEDIA_ORIGIN ?? `http://localhost:${port}`;
}

/** The store that the environment names. */
function blobStore(config: Config): BlobStore {
  if (!config.BLOB_URL) return new FolderBlobStore(path.resolve(config.DATA_FOLDER, 'blobs'));
  return new S3BlobStore({
    url: config.BLOB_URL,
    region: config.BLOB_REGION,
    accessKeyId: config.BLOB_ACCESS_KEY_ID ?? '',
    secretAccessKey: config.BLOB_SECRET_ACCESS_KEY ?? '',
  });
}

/** Gives Blobs to every lib that keeps bytes. */
@Global()
@Module({
  providers: [
    {
      provide: Blobs,
      useFactory: (source: DataSource, config: Config) =>
        new Blobs(source, blobStore(config), config.ENCRYPTION_KEY, configuredMediaOrigin(config)),
      inject: [DataSource, CONFIG],
    },
  ],
  exports: [Blobs],
})
export class BlobsModule {}

/**
 * Listens on MEDIA_PORT while the API runs. Where several API processes stand on one host the first serves for all: their
 * links are signed with the same key.
 */
@Injectable()
class MediaServing implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private server: Server | null = null;

  constructor(
    private readonly blobs: Blobs,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const server = createMediaServer(this.blobs, linkKey(this.config.ENCRYPTION_KEY), () => this.clock.now());
    const port = this.config.MEDIA_PORT;
    const listening = await new Promise<boolean>((resolve, reject) => {
      server.once('error', (error) =>
        'code' in error && error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
      );
      server.listen(port, this.config.HOST, () => resolve(true));
    });
    if (listening) {
      this.server = server;
      const address = server.address();
      // With MEDIA_PORT=0 the system has chosen one only now.
      if (address !== null && typeof address === 'object')
        this.blobs.servedFrom(configuredMediaOrigin(this.config, address.port));
    } else this.logger.warn({ port }, 'the port of the media origin is taken: this process serves no media');
  }

  async beforeApplicationShutdown(): Promise<void> {
    const { server } = this;
    if (!server) return;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** For the API process: the media origin. */
@Module({ imports: [BlobsModule], providers: [MediaServing] })
export class MediaServerModule {}

@Injectable()
class OrphanSweep implements OnModuleInit {
  constructor(
    private readonly blobs: Blobs,
    private readonly schedules: JobSchedules,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.schedules.register({
      name: 'blob-orphans',
      everyMs: 3_600_000,
      leaseMs: 600_000,
      run: async () => {
        await this.blobs.sweepOrphans(this.clock.now());
      },
    });
  }
}

/** For the worker: removes bytes whose transaction did not commit. */
@Module({ imports: [BlobsModule], providers: [OrphanSweep] })
export class BlobsWorkerModule {}
