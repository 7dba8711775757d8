import { Global, Injectable, Module, type BeforeApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LOGGER, type Logger } from './logger.js';
import { EventFeed } from './event-feed.js';

@Injectable()
class EventFeedCloser implements BeforeApplicationShutdown {
  constructor(private readonly feed: EventFeed) {}

  async beforeApplicationShutdown(): Promise<void> {
    await this.feed.stop();
  }
}

/** Gives the one EventFeed of the API process to every lib with subscriptions. */
@Global()
@Module({
  providers: [
    EventFeedCloser,
    {
      provide: EventFeed,
      useFactory: (source: DataSource, logger: Logger) => new EventFeed(source, logger),
      inject: [DataSource, LOGGER],
    },
  ],
  exports: [EventFeed],
})
export class EventFeedModule {}
