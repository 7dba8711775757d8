import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import { ViewLog } from '@mizan/audit/view-log.service.js';
import type { ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { DeskSettings } from '@mizan/foundation/desk-settings.service.js';
import { invalid } from '@mizan/foundation/errors.js';
import { hereSeconds } from './lease-rules.js';
import { LeasesService } from './leases.service.js';

/** One report of exposure covers at most this, seconds: it comes with every heartbeat. */
const MAX_EXPOSURE_REPORT = 300;

/** Care for the people who look: what they were shown, what they opted out of, breaks, who is here. */
@Injectable()
export class CareService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly audit: AuditService,
    private readonly views: ViewLog,
    private readonly leases: LeasesService,
    private readonly settings: DeskSettings,
  ) {}

  /** Adds seconds for which media were revealed and painted. Throws INVALID_INPUT (field `seconds`). */
  async recordExposure(person: ActingPerson, category: string, seconds: number): Promise<void> {
    if (!Number.isInteger(seconds) || seconds < 1 || seconds > MAX_EXPOSURE_REPORT) {
      throw invalid('seconds', `1 to ${MAX_EXPOSURE_REPORT} seconds.`, { max: MAX_EXPOSURE_REPORT });
    }
    await this.dataSource.query(
      `insert into exposure as e (person_id, day, category, seconds) values ($1, current_date, $2, $3)
       on conflict (person_id, day, category) do update set seconds = e.seconds + excluded.seconds`,
      [person.id, category, seconds],
    );
  }

  async exposureMinutesToday(personId: string): Promise<number> {
    const [sum] = await rows<{ minutes: number }>(
      this.dataSource.manager,
      `select (coalesce(sum(seconds), 0) / 60)::int as minutes from exposure where person_id = $1 and day = current_date`,
      [personId],
    );
    return sum?.minutes ?? 0;
  }

  /** Minutes of disturbing media a day after which a break is proposed. */
  exposureLimitMinutes(): Promise<number> {
    return this.settings.get('exposure_minutes');
  }

  /** How often a client says that it still works on what it holds. */
  heartbeatSeconds(): Promise<number> {
    return this.settings.get('heartbeat_seconds');
  }

  /** Gives every case back to its queue. */
  async takeBreak(manager: EntityManager, person: ActingPerson): Promise<void> {
    const released = await this.leases.releaseAll(manager, person, person.id);
    await this.audit.record(manager, person, {
      kind: 'person.tookBreak',
      target: { kind: 'person', id: person.id },
      details: { released },
    });
  }

  /** The person has this case painted on the screen; written to the view log when they come to it. */
  async seen(personId: string, caseId: string): Promise<void> {
    const [presence] = await rows<{ came: boolean }>(
      this.dataSource.manager,
      `with before as (select seen_at from presence where case_id = $1 and person_id = $2), written as (
         insert into presence (case_id, person_id) values ($1, $2)
         on conflict (case_id, person_id) do update set seen_at = clock_timestamp())
       select not exists (
         select from before where seen_at > clock_timestamp() - make_interval(secs => $3)) as came`,
      [caseId, personId, await this.hereSeconds()],
    );
    if (presence?.came) await this.views.record(personId, 'case', caseId, 'review');
  }

  /** Who has these cases on the screen now. */
  async presentAt(
    caseIds: readonly string[],
  ): Promise<{ readonly caseId: string; readonly personId: string; readonly seenAt: Date }[]> {
    return rows(
      this.dataSource.manager,
      `select case_id as "caseId", person_id as "personId", seen_at as "seenAt" from presence
       where case_id = any($1::uuid[]) and seen_at > clock_timestamp() - make_interval(secs => $2) order by seen_at desc`,
      [caseIds, await this.hereSeconds()],
    );
  }

  private async hereSeconds(): Promise<number> {
    return hereSeconds(await this.heartbeatSeconds());
  }
}
