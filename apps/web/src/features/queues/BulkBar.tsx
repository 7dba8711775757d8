import { useMutation, useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { errorWords } from '../../app/errors.js';
import { useLanguage, useT } from '../../app/i18n.js';
import { newKey } from '../../app/keys.js';
import { notify } from '../../app/notices.js';
import { useMay } from '../../app/session.js';
import {
  AssignCasesDocument,
  EscalateCasesDocument,
  HoldCasesDocument,
  MoveCasesDocument,
  QueueFiltersDocument,
  QueuesDocument,
  type BulkPartsFragment,
  type CaseRowFragment,
} from '../../gql/queues.js';
import { Button } from '../../ui/Button.js';
import { FormDialog } from '../../ui/Dialog.js';
import { SelectField, TextArea, TextField } from '../../ui/Field.js';
import styles from './BulkBar.module.css';

type Act = 'hold' | 'move' | 'assign' | 'escalate';

interface BulkBarProps {
  readonly rows: readonly CaseRowFragment[];
  readonly queueId: string;
  readonly onDone: () => void;
}

function tomorrowMorning(): string {
  const at = new Date(Date.now() + 86_400_000);
  at.setHours(9, 0, 0, 0);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** One act on many cases; what could not be done is counted and stays selected in words. */
export function BulkBar({ rows, queueId, onDone }: BulkBarProps) {
  const t = useT();
  const language = useLanguage();
  const [act, setAct] = useState<Act>();
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState(tomorrowMorning);
  const [target, setTarget] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const queues = useQuery(QueuesDocument, { variables: { language } }).data?.queues ?? [];
  const people = useQuery(QueueFiltersDocument, { variables: { language } }).data?.colleagues ?? [];
  const [hold] = useMutation(HoldCasesDocument);
  const [move] = useMutation(MoveCasesDocument);
  const [assign] = useMutation(AssignCasesDocument);
  const [escalate] = useMutation(EscalateCasesDocument);
  const mayMove = useMay('case.move');
  const mayAssign = useMay('case.assign');
  const mayEscalate = useMay('case.escalate');
  const caseIds = rows.map((row) => row.id);

  const say = (result: BulkPartsFragment | undefined) => {
    if (!result) return;
    notify(
      t('bulk.done', { changed: result.changed.length, refused: result.refused.length }),
      result.refused.length > 0 ? 'waiting' : 'plain',
    );
  };
  const run = async () => {
    const key = newKey();
    if (act === 'hold') {
      say((await hold({ variables: { key, caseIds, until: new Date(until).toISOString(), reason } })).data?.holdCases);
    } else if (act === 'move') {
      say((await move({ variables: { key, caseIds, queueId: target, reason } })).data?.moveCases);
    } else if (act === 'assign') {
      say((await assign({ variables: { key, caseIds, personId: target === '' ? null : target } })).data?.assignCases);
    } else {
      say((await escalate({ variables: { key, caseIds, reason } })).data?.escalateCases);
    }
  };
  const submit = () => {
    if (act !== 'assign' && reason.trim() === '') return setFailure(t('need.reason'));
    if (act === 'move' && target === '') return setFailure(t('need.queue'));
    setBusy(true);
    return void run()
      .then(() => {
        setAct(undefined);
        onDone();
      })
      .catch((error: unknown) => setFailure(errorWords(error, t)))
      .finally(() => setBusy(false));
  };
  const begin = (next: Act) => {
    setFailure(undefined);
    setTarget('');
    setAct(next);
  };
  return (
    <div className={styles.bar} role="region" aria-label={t('bulk.title')}>
      <strong>{t('bulk.selected', { count: rows.length })}</strong>
      {mayAssign ? (
        <Button small onClick={() => begin('hold')}>
          {t('bulk.hold')}
        </Button>
      ) : null}
      {mayMove ? (
        <Button small onClick={() => begin('move')}>
          {t('bulk.move')}
        </Button>
      ) : null}
      {mayAssign ? (
        <Button small onClick={() => begin('assign')}>
          {t('bulk.assign')}
        </Button>
      ) : null}
      {mayEscalate ? (
        <Button small onClick={() => begin('escalate')}>
          {t('bulk.escalate')}
        </Button>
      ) : null}
      <Button small look="quiet" onClick={onDone} shortcut="listClear">
        {t('bulk.clear')}
      </Button>
      <FormDialog
        open={act !== undefined}
        onClose={() => setAct(undefined)}
        title={t(`bulk.${act ?? 'hold'}Many`, { count: rows.length })}
        action={t(`bulk.${act ?? 'hold'}`)}
        busy={busy}
        onSubmit={submit}
      >
        {act === 'hold' ? (
          <TextField
            label={t('hold.until')}
            type="datetime-local"
            dir="ltr"
            value={until}
            onChange={(event) => setUntil(event.currentTarget.value)}
          />
        ) : null}
        {act === 'move' ? (
          <SelectField
            label={t('bulk.toQueue')}
            value={target}
            onChange={(event) => setTarget(event.currentTarget.value)}
            options={[
              { value: '', label: t('bulk.chooseQueue') },
              ...queues
                .filter((queue) => queue.id !== queueId && queue.active)
                .map((queue) => ({ value: queue.id, label: queue.name })),
            ]}
          />
        ) : null}
        {act === 'assign' ? (
          <SelectField
            label={t('bulk.toPerson')}
            value={target}
            onChange={(event) => setTarget(event.currentTarget.value)}
            options={[
              { value: '', label: t('bulk.nobody') },
              ...people.map((person) => ({ value: person.id, label: person.name })),
            ]}
          />
        ) : (
          <TextArea
            label={t('reason.label')}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={failure}
          />
        )}
      </FormDialog>
    </div>
  );
}
