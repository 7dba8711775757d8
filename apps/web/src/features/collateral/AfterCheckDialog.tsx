import { useQuery } from '@apollo/client/react';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { formatNumber } from '../../app/format.js';
import { useLanguage, useT } from '../../app/i18n.js';
import {
  AfterChecksDocument,
  AfterCheckTargetsDocument,
  StartAfterCheckDocument,
  StopAfterCheckDocument,
  type AfterCheckPartsFragment,
} from '../../gql/collateral.js';
import { Button } from '../../ui/Button.js';
import { Dialog } from '../../ui/Dialog.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { Failure } from '../../ui/Failure.js';
import { SelectField, TextField } from '../../ui/Field.js';
import { Section } from '../../ui/Section.js';
import { Skeleton } from '../../ui/Skeleton.js';
import { StatusBadge } from '../../ui/StatusBadge.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import { UserText } from '../../ui/UserText.js';
import styles from './Collateral.module.css';
import { useAct } from './use-act.js';
import { wordOf } from './collateral-words.js';

const RUN_STATES = ['running', 'done', 'stopped'] as const;

function RunLine({ run, onChanged }: { readonly run: AfterCheckPartsFragment; readonly onChanged: () => void }) {
  const t = useT();
  const stop = useAct(StopAfterCheckDocument);
  const state = wordOf(RUN_STATES, run.state, (code) => `afterCheckState.${code}`, 'afterCheckState.done');
  return (
    <li className={styles.run}>
      <span className={styles.line}>
        <strong>{t('afterCheck.number', { number: run.number })}</strong>
        <StatusBadge tone={run.state === 'running' ? 'accent' : 'plain'}>{t(state)}</StatusBadge>
        <span>{t('afterCheck.found', { count: run.found })}</span>
        <span className={styles.quiet}>
          <UserText inline text={run.startedBy.name} /> · <TimeAgo at={run.startedAt} />
        </span>
        {run.state === 'running' ? (
          <Button small busy={stop.busy} onClick={() => stop.send({ id: run.id }, onChanged)}>
            {t('afterCheck.stop')}
          </Button>
        ) : null}
      </span>
      <span className={styles.line}>
        <progress
          className={styles.progress}
          max={Math.max(1, run.total)}
          value={run.state === 'done' ? Math.max(1, run.total) : run.done}
          aria-label={t('afterCheck.progress', { number: run.number })}
        />
        <span className={styles.quiet} role={run.state === 'running' ? 'status' : undefined}>
          {t('afterCheck.of', { done: formatNumber(run.done), total: formatNumber(run.total) })}
        </span>
      </span>
      {stop.failure ? <p className={styles.fault}>{stop.failure}</p> : null}
    </li>
  );
}

interface AfterCheckDialogProps {
  readonly onClose: () => void;
  /** More cases may be there than before. */
  readonly onFound: () => void;
}

/** Looks again at everything that decisions touched, shows how far it is, and can be stopped. */
export function AfterCheckDialog({ onClose, onFound }: AfterCheckDialogProps) {
  const t = useT();
  const language = useLanguage();
  const targets = useQuery(AfterCheckTargetsDocument, { variables: { language } });
  const { data, error, refetch, startPolling, stopPolling } = useQuery(AfterChecksDocument, {
    fetchPolicy: 'cache-and-network',
  });
  const start = useAct(StartAfterCheckDocument);
  const [platformId, setPlatform] = useState('');
  const [policyId, setPolicy] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const runs = data?.afterCheckRuns ?? [];
  const running = runs.some((run) => run.state === 'running');
  const wasRunning = useRef(false);
  useEffect(() => {
    if (running) startPolling(1_500);
    else stopPolling();
    if (wasRunning.current && !running) onFound();
    wasRunning.current = running;
  }, [running, startPolling, stopPolling, onFound]);
  const instant = (day: string) => (day === '' ? null : new Date(`${day}T00:00`).toISOString());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (start.busy) return;
    start.send(
      { platformId: platformId || null, policyId: policyId || null, from: instant(from), to: instant(to) },
      () => void refetch(),
    );
  };
  return (
    <Dialog open wide onClose={onClose} title={t('afterCheck.title')}>
      <form className={styles.stack} onSubmit={submit}>
        <p className={styles.quiet}>{t('afterCheck.words')}</p>
        <div className={styles.filters}>
          <SelectField
            label={t('afterCheck.platform')}
            value={platformId}
            onChange={(event) => setPlatform(event.currentTarget.value)}
            options={[
              { value: '', label: t('afterCheck.anyPlatform') },
              ...(targets.data?.platforms ?? []).map((one) => ({ value: one.id, label: one.name })),
            ]}
          />
          <SelectField
            label={t('afterCheck.policy')}
            value={policyId}
            onChange={(event) => setPolicy(event.currentTarget.value)}
            options={[
              { value: '', label: t('afterCheck.anyPolicy') },
              ...(targets.data?.policies ?? []).map((one) => ({ value: one.id, label: one.current.title })),
            ]}
          />
          <TextField
            label={t('afterCheck.from')}
            type="date"
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          <TextField
            label={t('afterCheck.to')}
            type="date"
            value={to}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
        </div>
        {start.failure ? (
          <p className={styles.fault} role="alert">
            {start.failure}
          </p>
        ) : null}
        <div className={styles.acts}>
          <Button type="submit" look="main" busy={start.busy}>
            {t('afterCheck.start')}
          </Button>
        </div>
      </form>
      <Section title={t('afterCheck.runs')}>
        {error && !data ? <Failure error={error} onRetry={() => void refetch()} /> : null}
        {!data && !error ? <Skeleton lines={3} /> : null}
        {data && runs.length === 0 ? <EmptyState title={t('afterCheck.none')} /> : null}
        <ul className={styles.list}>
          {runs.map((run) => (
            <RunLine key={run.id} run={run} onChanged={() => void refetch()} />
          ))}
        </ul>
      </Section>
    </Dialog>
  );
}
