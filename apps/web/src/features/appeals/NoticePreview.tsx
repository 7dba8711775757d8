import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { errorWords } from '../../app/errors.js';
import { formatDay } from '../../app/format.js';
import { useT } from '../../app/i18n.js';
import { useMay } from '../../app/session.js';
import { useShortcut } from '../../app/use-shortcut.js';
import { AppealNoticeWordingDocument, type AppealFullFragment } from '../../gql/appeals.js';
import { Button } from '../../ui/Button.js';
import { UserText } from '../../ui/UserText.js';
import { directionOf, noticeLanguageOf, previewOf, type AnswerDraft } from './answer-draft-rules.js';
import styles from './AppealPage.module.css';

interface NoticePreviewProps {
  readonly appeal: AppealFullFragment;
  readonly draft: AnswerDraft;
}

/** What the person will read: the desk's wording in their language with this answer in it. */
export function NoticePreview({ appeal, draft }: NoticePreviewProps) {
  const t = useT();
  const mayRead = useMay('notice.read');
  const [open, setOpen] = useState(false);
  const language = noticeLanguageOf(appeal.language);
  const { outcome } = draft;
  useShortcut('appealPreview', () => setOpen(!open), mayRead && outcome !== undefined);
  const asked = useQuery(AppealNoticeWordingDocument, {
    variables: { kind: `appeal_${outcome ?? 'upheld'}`, language },
    skip: !open || outcome === undefined,
  });
  if (!mayRead || outcome === undefined) return null;
  const versions = asked.data?.noticeWording.versions ?? [];
  const wording = versions.find((version) => version.version === asked.data?.noticeWording.version) ?? versions[0];
  const standing = appeal.restrictions.filter(({ restriction }) => restriction.liftedAt === null);
  const isLifted = (id: string) =>
    outcome === 'reversed' || (outcome === 'partially_reversed' && draft.restrictionIds.includes(id));
  const measures = (lifted: boolean) =>
    standing
      .filter(({ restriction }) => isLifted(restriction.id) === lifted)
      .map(({ restriction }) => `– ${t(`measure.${restriction.measure}`)}`)
      .join('\n');
  const values = {
    appeal: appeal.number,
    reasons: draft.reasons.trim(),
    decided_on: formatDay(new Date()),
    lifted: measures(true),
    kept: measures(false),
  };
  return (
    <div className={styles.stack}>
      <div className={styles.acts}>
        <Button small look="quiet" shortcut="appealPreview" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t('preview.hide') : t('preview.show')}
        </Button>
      </div>
      {open && asked.error ? <p className={styles.missing}>{errorWords(asked.error, t)}</p> : null}
      {open && wording ? (
        <div className={styles.preview} lang={language} dir={directionOf(language)}>
          <p className={styles.previewTitle}>
            <UserText inline text={previewOf(wording.subjectLine, values)} />
          </p>
          <UserText text={previewOf(wording.body, values)} lang={language} />
        </div>
      ) : null}
      {open && wording ? <p className={styles.quiet}>{t('preview.words')}</p> : null}
    </div>
  );
}
