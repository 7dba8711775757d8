import { useMutation, useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { errorWords } from '../../app/errors.js';
import { useLanguage, useT } from '../../app/i18n.js';
import { newKey } from '../../app/keys.js';
import { notify } from '../../app/notices.js';
import { useTitle } from '../../app/use-title.js';
import {
  CloseSecondLooksDocument,
  DrawSecondLooksDocument,
  SecondLookGroupDocument,
  SecondLookSampleDocument,
  type GroupPartsFragment,
} from '../../gql/second-looks.js';
import { Button } from '../../ui/Button.js';
import { Failure } from '../../ui/Failure.js';
import { TextField } from '../../ui/Field.js';
import { Section } from '../../ui/Section.js';
import { Skeleton } from '../../ui/Skeleton.js';
import { StatusBadge } from '../../ui/StatusBadge.js';
import { DecideForm } from './DecideForm.js';
import { Figures } from './Figures.js';
import { Overturn } from './Overturn.js';
import { Runs } from './Runs.js';
import { SampleJudging } from './SampleJudging.js';
import { ScopeName } from './ScopeName.js';
import { groupState } from './second-look-words.js';
import styles from './second-looks.module.css';

function Draw({ group }: { readonly group: GroupPartsFragment }) {
  const t = useT();
  const language = useLanguage();
  const [size, setSize] = useState('');
  const [failure, setFailure] = useState<string>();
  const [draw, { loading }] = useMutation(DrawSecondLooksDocument, { refetchQueries: [SecondLookSampleDocument] });
  const submit = () => {
    setFailure(undefined);
    const asked = size.trim() === '' ? null : Number(size);
    draw({ variables: { key: newKey(), groupId: group.id, language, size: asked } }).catch((problem: unknown) =>
      setFailure(errorWords(problem, t)),
    );
  };
  return (
    <div className={styles.acts}>
      <TextField
        type="number"
        min={1}
        max={1000}
        label={t('secondLooks.size')}
        placeholder={t('secondLooks.sizeStandard')}
        value={size}
        error={failure}
        onChange={(event) => setSize(event.currentTarget.value)}
      />
      <Button look={group.sampleSize ? 'plain' : 'main'} busy={loading} onClick={submit}>
        {t(group.sampleSize ? 'secondLooks.drawMore' : 'secondLooks.draw')}
      </Button>
    </div>
  );
}

function Group({ group, onChanged }: { readonly group: GroupPartsFragment; readonly onChanged: () => void }) {
  const t = useT();
  const language = useLanguage();
  const [close, closing] = useMutation(CloseSecondLooksDocument);
  const busy = group.runs.some((run) => ['proposed', 'waiting', 'running', 'undoing'].includes(run.state));
  const open = group.state !== 'closed';
  const left = group.itemCount - group.answeredCount;
  const judged = group.sampleSize !== null && group.judgedCount >= (group.sampleSize ?? 0);
  const end = () => {
    close({ variables: { key: newKey(), groupId: group.id, version: group.version, language } }).catch(
      (problem: unknown) => notify(errorWords(problem, t), 'danger'),
    );
  };
  return (
    <>
      <header className={styles.head}>
        <h1>
          <ScopeName group={group} />
        </h1>
        <StatusBadge tone={open ? 'waiting' : 'plain'}>{t(groupState(group.state))}</StatusBadge>
        {open && !busy ? (
          <Button look="quiet" busy={closing.loading} onClick={end}>
            {t('secondLooks.close')}
          </Button>
        ) : null}
      </header>
      <Figures group={group} />
      {group.runs.length > 0 ? (
        <Section title={t('secondLooks.runs')}>
          <Runs runs={group.runs} />
        </Section>
      ) : null}
      {open && !busy && left > 0 && judged ? (
        <Section title={t('secondLooks.decide')}>
          <DecideForm group={group} />
        </Section>
      ) : null}
      <Section
        title={t('secondLooks.sample')}
        aside={
          group.sampleSize
            ? t('secondLooks.judgedOf', { judged: group.judgedCount, size: group.sampleSize })
            : undefined
        }
      >
        {open && !busy && group.state !== 'decided' ? <Draw group={group} /> : null}
        <SampleJudging groupId={group.id} onJudged={onChanged} />
      </Section>
      <Section title={t('secondLooks.overturn')}>
        <Overturn groupId={group.id} />
      </Section>
    </>
  );
}

/** One group: what is known, the sample to judge, one answer for all, and how it came out. */
export function GroupPage() {
  const t = useT();
  useTitle(t('place.secondLooks'));
  const language = useLanguage();
  const { id = '' } = useParams();
  const { data, error, refetch } = useQuery(SecondLookGroupDocument, {
    variables: { id, language },
    fetchPolicy: 'cache-and-network',
    pollInterval: 3_000,
  });
  return (
    <div className={styles.page}>
      <Link to="/second-looks">{t('place.secondLooks')}</Link>
      {error && !data ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton lines={8} tall /> : null}
      {data ? <Group group={data.secondLookGroup} onChanged={() => void refetch()} /> : null}
    </div>
  );
}
