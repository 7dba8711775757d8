import { useQuery } from '@apollo/client/react';
import { useDeferredValue, useState, type SyntheticEvent } from 'react';
import { useT, type Translate } from '../../app/i18n.js';
import { notify } from '../../app/notices.js';
import { useMay } from '../../app/session.js';
import {
  NoticeWordingDocument,
  PreviewNoticeWordingDocument,
  SaveNoticeWordingDocument,
  type NoticeKind,
  type NoticeLanguage,
  type NoticeWordingQuery,
  type PreviewNoticeWordingQuery,
} from '../../gql/settings.js';
import { Banner } from '../../ui/Banner.js';
import { Button } from '../../ui/Button.js';
import { Failure } from '../../ui/Failure.js';
import { TextArea, TextField } from '../../ui/Field.js';
import { Skeleton } from '../../ui/Skeleton.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import { UserText } from '../../ui/UserText.js';
import { isWordingFault } from './wording-fault-rules.js';
import styles from './WordingEditor.module.css';
import { useSave } from './use-save.js';

type Wording = NoticeWordingQuery['noticeWording'];
type Fault = PreviewNoticeWordingQuery['previewNoticeWording']['faults'][number];

interface WordingEditorProps {
  readonly kind: NoticeKind;
  readonly language: NoticeLanguage;
  readonly onSaved: () => void;
}

/** Faults of one field in words; undefined when there is none. */
function faultWords(faults: readonly Fault[], field: string, t: Translate): string | undefined {
  const words = faults
    .filter((fault) => fault.field === field)
    .map(({ code, placeholder }) =>
      isWordingFault(code) ? t(`wordings.fault.${code}`, { placeholder: placeholder ?? '' }) : code,
    );
  return words.length === 0 ? undefined : words.join(' ');
}

/** The words of one kind of notice in one language, with what they look like and what they looked like before. */
export function WordingEditor({ kind, language, onSaved }: WordingEditorProps) {
  const { data, error, refetch } = useQuery(NoticeWordingDocument, {
    variables: { kind, language },
    fetchPolicy: 'cache-and-network',
  });
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={10} tall />;
  const saved = () => {
    void refetch();
    onSaved();
  };
  return <Editor key={data.noticeWording.version} wording={data.noticeWording} onSaved={saved} />;
}

function Editor({ wording, onSaved }: { readonly wording: Wording; readonly onSaved: () => void }) {
  const t = useT();
  const { kind, language, versions } = wording;
  const mayManage = useMay('notice.manage');
  const save = useSave(SaveNoticeWordingDocument);
  const [draft, setDraft] = useState({
    subjectLine: versions[0]?.subjectLine ?? '',
    body: versions[0]?.body ?? '',
  });
  const [caret, setCaret] = useState<number>();
  const shown = useDeferredValue(draft);
  const { data } = useQuery(PreviewNoticeWordingDocument, { variables: { kind, language, ...shown } });
  const preview = data?.previewNoticeWording;
  const faults = preview?.faults ?? [];
  const changed = draft.subjectLine !== versions[0]?.subjectLine || draft.body !== versions[0]?.body;
  const direction = language === 'ar' || language === 'fa' ? 'rtl' : 'ltr';
  const put = (name: string) => {
    const at = caret ?? draft.body.length;
    setDraft({ ...draft, body: `${draft.body.slice(0, at)}{${name}}${draft.body.slice(at)}` });
    setCaret(at + name.length + 2);
  };
  const follow = (event: SyntheticEvent<HTMLTextAreaElement>) => setCaret(event.currentTarget.selectionStart);
  const other = save.otherError(['subjectLine', 'body']);
  return (
    <div className={styles.editor}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          save.send({ kind, language, basedOn: wording.version, ...draft }, () => {
            notify(t('wordings.saved'));
            onSaved();
          });
        }}
      >
        {other ? <Banner tone="danger" urgent title={other} /> : null}
        <TextField
          label={t('wordings.subjectLine')}
          dir={direction}
          lang={language}
          readOnly={!mayManage}
          value={draft.subjectLine}
          error={faultWords(faults, 'subjectLine', t) ?? save.errorOf('subjectLine')}
          onChange={(event) => setDraft({ ...draft, subjectLine: event.currentTarget.value })}
        />
        <TextArea
          label={t('wordings.body')}
          hint={t('wordings.bodyHint')}
          dir={direction}
          lang={language}
          rows={18}
          readOnly={!mayManage}
          value={draft.body}
          error={faultWords(faults, 'body', t) ?? save.errorOf('body')}
          onSelect={follow}
          onChange={(event) => setDraft({ ...draft, body: event.currentTarget.value })}
        />
        <div role="group" aria-label={t('wordings.placeholders')} className={styles.values}>
          {wording.placeholders.map(({ name, required, sample }) => (
            <button
              key={name}
              type="button"
              className={styles.value}
              disabled={!mayManage}
              title={required ? `${sample}\n${t('wordings.required')}` : sample}
              onClick={() => put(name)}
            >
              <bdi dir="ltr">{`{${name}}`}</bdi>
              {required ? <span aria-hidden="true">*</span> : null}
            </button>
          ))}
        </div>
        {mayManage ? (
          <div className={styles.acts}>
            <Button look="main" type="submit" busy={save.busy} disabled={!changed || faults.length > 0}>
              {t('wordings.save')}
            </Button>
            {changed ? null : <span className={styles.quiet}>{t('wordings.unchanged')}</span>}
          </div>
        ) : null}
      </form>
      <section className={styles.side} aria-label={t('wordings.preview')}>
        <h3>{t('wordings.preview')}</h3>
        {preview ? (
          <article className={styles.letter} lang={language} dir={direction}>
            <h4>{preview.subjectLine}</h4>
            <div className={styles.body}>{preview.body}</div>
          </article>
        ) : (
          <Skeleton lines={12} />
        )}
        <h3>{t('wordings.history')}</h3>
        <ol className={styles.history}>
          {versions.map((each) => (
            <li key={each.version}>
              <span>
                {each.version === 0 ? t('wordings.shipped') : t('wordings.version', { version: each.version })}
                {each.writtenBy ? (
                  <>
                    {' · '}
                    <UserText inline text={each.writtenBy.name} />
                  </>
                ) : null}
                {each.writtenAt ? (
                  <>
                    {' · '}
                    <TimeAgo at={each.writtenAt} />
                  </>
                ) : null}
              </span>
              {mayManage ? (
                <Button small look="quiet" onClick={() => setDraft({ subjectLine: each.subjectLine, body: each.body })}>
                  {t('wordings.takeUp')}
                </Button>
              ) : null}
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}
