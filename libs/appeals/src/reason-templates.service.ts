import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditService } from '@mizan/audit/audit.service.js';
import { mustHold, type ActingPerson } from '@mizan/foundation/acting.js';
import { rows } from '@mizan/foundation/database.js';
import { invalid, notFound, violatedConstraint } from '@mizan/foundation/errors.js';
import { newId } from '@mizan/foundation/ids.js';
import type { AppealReasonTemplate } from './appeal.answers.js';
import type { AppealOutcome } from './appeal-transition-rules.js';
import { MAX_REASONS } from './appeal-words-rules.js';
import { templateChanged } from './appeals.errors.js';

const MAX_TITLE = 200;
const COLUMNS = 'id, outcome, language, title, body, version, active';

/** A template as it is saved; without id it is a new one. */
export interface TemplateDraft {
  readonly id: string | null;
  readonly version: number | null;
  readonly outcome: AppealOutcome;
  readonly language: string;
  readonly title: string;
  readonly body: string;
  readonly active: boolean;
}

/** Words to the person by outcome and language, which handlers begin from. */
@Injectable()
export class ReasonTemplatesService {
  constructor(
    private readonly source: DataSource,
    private readonly audit: AuditService,
  ) {}

  /** By language, outcome and title; also those that were switched off. */
  list(language: string | null, outcome: AppealOutcome | null): Promise<AppealReasonTemplate[]> {
    return rows<AppealReasonTemplate>(
      this.source.manager,
      `select ${COLUMNS} from appeal_reason_template
       where ($1::text is null or language = split_part($1, '-', 1)) and ($2::text is null or outcome = $2)
       order by language, outcome, title`,
      [language, outcome],
    );
  }

  async get(id: string): Promise<AppealReasonTemplate> {
    const [found] = await rows<AppealReasonTemplate>(
      this.source.manager,
      `select ${COLUMNS} from appeal_reason_template where id = $1`,
      [id],
    );
    if (!found) throw notFound('template');
    return found;
  }

  /** Answers its id. Throws INVALID_INPUT (`title`, `body`, `language`), NOT_FOUND, TEMPLATE_CHANGED. */
  async save(manager: EntityManager, person: ActingPerson, draft: TemplateDraft): Promise<string> {
    mustHold(person, 'appeal.manage');
    const title = draft.title.trim();
    const body = draft.body.trim();
    if (title === '' || title.length > MAX_TITLE)
      throw invalid('title', `1 to ${MAX_TITLE} characters.`, { max: MAX_TITLE });
    if (body === '' || body.length > MAX_REASONS)
      throw invalid('body', `1 to ${MAX_REASONS} characters.`, { max: MAX_REASONS });
    if (!/^[a-z]{2,3}$/.test(draft.language)) throw invalid('language', 'A language code such as en or ar.');
    const id = draft.id ?? newId();
    const values = [id, draft.outcome, draft.language, title, body, draft.active];
    try {
      const written = await rows(
        manager,
        draft.id === null
          ? `insert into appeal_reason_template (id, outcome, language, title, body, active) values ($1, $2, $3, $4, $5, $6) returning id`
          : `update appeal_reason_template set outcome = $2, language = $3, title = $4, body = $5, active = $6, version = version + 1
             where id = $1 and version = $7 returning id`,
        draft.id === null ? values : [...values, draft.version ?? 0],
      );
      if (written.length === 0) {
        await this.get(id);
        throw templateChanged();
      }
    } catch (error) {
      if (violatedConstraint(error) === 'appeal_reason_template_unique')
        throw invalid('title', 'There is one of this title already.');
      throw error;
    }
    await this.audit.record(manager, person, {
      kind: 'appeal.template_saved',
      target: { kind: 'appeal_reason_template', id },
      details: { outcome: draft.outcome, language: draft.language, active: draft.active },
    });
    return id;
  }
}
