import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@mizan/foundation/clock.js';
import { CONFIG, type Config } from '@mizan/foundation/config.js';
import type { Connector } from './connector.js';
import { PlatformsService } from './platforms.service.js';
import { WebhookConnector } from './webhook.connector.js';

export type {
  AskedOutcome,
  Connector,
  ConnectorNotice,
  ConnectorOrder,
  NoticeOutcome,
  OrderOutcome,
  StandingMeasure,
  SubjectRef,
  SubjectStateOutcome,
} from './connector.js';

/** Gives the connector of a platform. */
@Injectable()
export class ConnectorsService {
  constructor(
    private readonly platforms: PlatformsService,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** With the endpoint and secrets of this moment. Throws NOT_FOUND, PLATFORM_NOT_CONNECTED. */
  async forPlatform(platformId: string): Promise<Connector> {
    const { endpointUrl, keys } = await this.platforms.connection(platformId);
    return new WebhookConnector({
      endpointUrl,
      keys,
      allowLoopback: this.config.ALLOW_LOOPBACK_WEBHOOKS,
      now: () => this.clock.now(),
    });
  }
}
