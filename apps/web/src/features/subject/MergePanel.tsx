import { useLazyQuery, useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useNow } from '../../app/clock.js';
import { errorWords } from '../../app/errors.js';
import { formatDateTime } from '../../app/format.js';
import { useT } from '../../app/i18n.js';
import { newKey } from '../../app/keys.js';
import { notify } from '../../app/notices.js';
import {
  MergeCandidatesDocument,
  MergeSubjectsDocument,
  SplitSubjectDocument,
  type SubjectPageQuery,
} from '../../gql/subject.js';
import { Button } from '../../ui/Button.js';
import { FormDialog } from '../../ui/Dialog.js';
import { Failure } from '../../ui/Failure.js';
import { TextField } from '../../ui/Field.js';
import { Section } from '../../ui/Section.js';
import { SubjectName } from '../../ui/SubjectName.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import { UserText } from '../../ui/UserText.js';
import styles from './MergePanel.module.css';

type Subject = SubjectPageQuery['subject'];
type Candidate = Pick<Subject, 'id' | 'version' | 'title' | 'handle' | 'nativeId' | 'kind'>;

interface MergePanelProps {
  readonly subject: Subject;
  readonly onChanged: () => void;
}

/** Two records of one thing become one; for thirty days they can be parted again. */
export function MergePanel({ subject, onChanged }: MergePanelProps) {
  const t = useT();
  const navigate = useNavigate();
  const now = useNow(30_000);
  const [text, setText] = useState('');
  const [find, found] = useLazyQuery(MergeCandidatesDocument);
  const [chosen, setChosen] = useState<Candidate>();
  const [merge, merging] = useMutation(MergeSubjectsDocument);
  const [split, splitting] = useMutation(SplitSubjectDocument);
  const candidates = (found.data?.search.nodes ?? []).flatMap((hit) =>
    hit.__typename === 'SubjectHit' && hit.subject.id !== subject.id && hit.subject.kind === subject.kind
      ? [hit.subject]
      : [],
  );
  const join = () => {
    if (!chosen) return;
    merge({
      variables: {
        key: newKey(),
        fromId: subject.id,
        intoId: chosen.id,
        fromVersion: subject.version,
        intoVersion: chosen.version,
      },
    }).then(
      () => {
        notify(t('merge.done'));
        void navigate(`/subjects/${chosen.id}`);
      },
      () => undefined,
    );
  };
  const part = (mergeId: string) => {
    split({ variables: { key: newKey(), mergeId } }).then(onChanged, (error: unknown) =>
      notify(errorWords(error, t), 'danger'),
    );
  };
  return (
    <div className={styles.stack}>
      {subject.mergedFrom.length > 0 ? (
        <Section title={t('merge.before')}>
          <ul className={styles.list}>
            {subject.mergedFrom.map((each) => (
              <li key={each.id} className={styles.line}>
                <SubjectName subject={each.from} />
                <span className={styles.quiet}>
                  {each.mergedBy ? <UserText inline text={each.mergedBy.name} /> : null} <TimeAgo at={each.mergedAt} />
                </span>
                {each.splitAt ? (
                  <span className={styles.quiet}>{t('merge.parted')}</span>
                ) : Date.parse(each.splittableUntil) > now ? (
                  <Button
                    small
                    busy={splitting.loading}
                    onClick={() => part(each.id)}
                    title={formatDateTime(new Date(each.splittableUntil))}
                  >
                    {t('merge.split')}
                  </Button>
                ) : null}
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      <Section title={t('merge.into')}>
        <p className={styles.quiet}>{t('merge.words')}</p>
        <form
          className={styles.search}
          onSubmit={(event) => {
            event.preventDefault();
            void find({ variables: { text } }).catch(() => undefined);
          }}
        >
          <TextField
            labelHidden
            label={t('merge.search')}
            placeholder={t('merge.search')}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Button type="submit" busy={found.loading}>
            {t('merge.find')}
          </Button>
        </form>
        {found.error ? <Failure error={found.error} /> : null}
        {found.data && candidates.length === 0 ? <p className={styles.quiet}>{t('merge.nothing')}</p> : null}
        <ul className={styles.list}>
          {candidates.map((candidate) => (
            <li key={candidate.id} className={styles.line}>
              <SubjectName subject={candidate} />
              <Button small onClick={() => setChosen(candidate)}>
                {t('merge.choose')}
              </Button>
            </li>
          ))}
        </ul>
      </Section>
      <FormDialog
        open={chosen !== undefined}
        onClose={() => setChosen(undefined)}
        title={t('merge.confirm')}
        action={t('merge.go')}
        busy={merging.loading}
        onSubmit={join}
      >
        <p className={styles.pair}>
          <SubjectName subject={subject} /> → {chosen ? <SubjectName subject={chosen} /> : null}
        </p>
        <p>{t('merge.effects')}</p>
        {merging.error ? <Failure error={merging.error} /> : null}
      </FormDialog>
    </div>
  );
}
