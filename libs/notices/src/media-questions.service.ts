import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rows } from '@mizan/foundation/database.js';
import { noticeLanguage } from './language-rules.js';
import { NoticesService } from './notices.service.js';
import { policyTitle, subjectName, type ToldMeasure } from './statement-rules.js';

/** Tells declared media services what is meant before it is done, so that they can reply (Regulation (EU) 2024/1083, Art. 18(4)). */
@Injectable()
export class MediaQuestionsService {
  constructor(private readonly notices: NoticesService) {}

  /** Queues the notice, once however often it is called; nothing when nobody was asked, or the reply is there. */
  async tell(manager: EntityManager, mediaReplyId: string): Promise<void> {
    const [asked] = await rows<AskedService>(
      manager,
      `select m.case_id as "caseId", m.measures, m.reasons, m.reasons_language as "reasonsLanguage", m.due_at as "dueAt",
         v.title as "policyTitles", s.id as "subjectId", s.platform_id as "platformId", s.title, s.handle,
         s.native_id as "nativeId", s.language
       from media_reply m join subject s on s.id = subject_root(m.subject_id) join policy_version v on v.id = m.policy_version_id
       where m.id = $1 and m.replied_at is null`,
      [mediaReplyId],
    );
    if (!asked) return;
    const language = noticeLanguage(asked.language, asked.reasonsLanguage);
    await this.notices.queue(manager, {
      kind: 'media_reply_asked',
      about: { kind: 'media_reply', id: mediaReplyId },
      recipient: { kind: 'subject', id: asked.subjectId },
      platformId: asked.platformId,
      language,
      subjectId: asked.subjectId,
      caseId: asked.caseId,
      values: {
        subject: subjectName(asked),
        measures: this.notices.measureLines(language, asked.measures),
        policy: policyTitle(asked.policyTitles, language) ?? '—',
        reasons: asked.reasons,
        due_on: asked.dueAt,
      },
    });
  }
}

interface AskedService {
  readonly caseId: string;
  readonly measures: readonly ToldMeasure[];
  readonly reasons: string;
  readonly reasonsLanguage: string;
  readonly dueAt: Date;
  readonly policyTitles: Readonly<Record<string, string>>;
  readonly subjectId: string;
  readonly platformId: string;
  readonly title: string | null;
  readonly handle: string | null;
  readonly nativeId: string | null;
  readonly language: string | null;
}
