import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { useT } from '../../app/i18n.js';
import { NoticeLog } from '../../app/notice-log/NoticeLog.js';
import { NoticeWordingsDocument, type NoticeKind, type NoticeLanguage } from '../../gql/settings.js';
import { Failure } from '../../ui/Failure.js';
import { SelectField } from '../../ui/Field.js';
import { Section } from '../../ui/Section.js';
import { Skeleton } from '../../ui/Skeleton.js';
import { oneOf, useOptions } from './choices.js';
import { WordingEditor } from './WordingEditor.js';
import styles from './Settings.module.css';

const UNDELIVERED = { state: ['bounced', 'no_address', 'failed'] } as const;
const LANGUAGES: readonly NoticeLanguage[] = ['ar', 'en', 'fr', 'ru', 'fa', 'tr'];

function Wordings() {
  const t = useT();
  const { data, error, refetch } = useQuery(NoticeWordingsDocument, { fetchPolicy: 'cache-and-network' });
  const kinds = [...new Set(data?.noticeWordings.map((each) => each.kind) ?? [])];
  const [kind, setKind] = useState<NoticeKind>('statement_of_reasons');
  const [language, setLanguage] = useState<NoticeLanguage>('ar');
  const languages = useOptions(LANGUAGES, (value) => `noticeLanguage.${value}`);
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={6} tall />;
  const versionOf = (one: NoticeKind, other: NoticeLanguage) =>
    data.noticeWordings.find((each) => each.kind === one && each.language === other)?.version ?? 0;
  const versionWords = (version: number) =>
    version === 0 ? t('wordings.shipped') : t('wordings.version', { version });
  return (
    <>
      <p className={styles.words}>{t('wordings.words')}</p>
      <div className={styles.pair}>
        <SelectField
          label={t('wordings.kind')}
          value={kind}
          options={kinds.map((value) => ({ value, label: t(`noticeKind.${value}`) }))}
          onChange={(event) => setKind(oneOf(kinds, event.currentTarget.value, kind))}
        />
        <SelectField
          label={t('wordings.language')}
          value={language}
          options={languages.map(({ value, label }) => ({
            value,
            label: `${label} (${versionWords(versionOf(kind, oneOf(LANGUAGES, value, language)))})`,
          }))}
          onChange={(event) => setLanguage(oneOf(LANGUAGES, event.currentTarget.value, language))}
        />
      </div>
      <WordingEditor key={`${kind} ${language}`} kind={kind} language={language} onSaved={() => void refetch()} />
    </>
  );
}

/** What people outside are told: what did not reach them, and the words it is written with. */
export function NoticesPanel() {
  const t = useT();
  return (
    <div className={styles.panel}>
      <Section title={t('notices.undelivered')}>
        <p className={styles.words}>{t('notices.undeliveredWords')}</p>
        <NoticeLog filter={UNDELIVERED} empty={t('notices.allDelivered')} />
      </Section>
      <Section title={t('wordings.title')}>
        <Wordings />
      </Section>
    </div>
  );
}
