import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { errorWords } from '../../app/errors.js';
import { useT } from '../../app/i18n.js';
import { newKey } from '../../app/keys.js';
import { useMay } from '../../app/session.js';
import {
  RecordDisputeDocument,
  RecordDisputeOutcomeDocument,
  type AppealFullFragment,
  type AppealOutcome,
} from '../../gql/appeals.js';
import { Button } from '../../ui/Button.js';
import { FormDialog } from '../../ui/Dialog.js';
import { Due } from '../../ui/Due.js';
import { Check, SelectField, TextField } from '../../ui/Field.js';
import { Handle } from '../../ui/Handle.js';
import { Section } from '../../ui/Section.js';
import { StatusBadge } from '../../ui/StatusBadge.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import { UserText } from '../../ui/UserText.js';
import { appealOutcomes, oneOf } from './appeal-filter-rules.js';
import styles from './AppealPage.module.css';

interface DisputeProps {
  readonly appeal: AppealFullFragment;
  readonly onChanged: () => void;
}

interface DialogProps extends DisputeProps {
  readonly onClose: () => void;
}

const DAY_MS = 86_400_000;

function dayOf(at: Date): string {
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/** A day as an instant, at noon so that no zone moves it to another day; undefined when it is none. */
function instantOf(day: string): string | undefined {
  const at = new Date(`${day}T12:00:00`);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

function Recording({ appeal, onChanged, onClose }: DialogProps) {
  const t = useT();
  const [record, { loading }] = useMutation(RecordDisputeDocument);
  const [body, setBody] = useState('');
  const [reference, setReference] = useState('');
  const [sent, setSent] = useState(() => dayOf(new Date()));
  // Normally 90 days; at most 180 (DSA Art. 21(4)).
  const [due, setDue] = useState(() => dayOf(new Date(Date.now() + 90 * DAY_MS)));
  const [failure, setFailure] = useState<string>();
  const submit = () => {
    const sentAt = instantOf(sent);
    if (body.trim() === '' || sentAt === undefined) {
      setFailure(t('need.body'));
      return;
    }
    const variables = {
      key: newKey(),
      appealId: appeal.id,
      body: body.trim(),
      reference: reference.trim() || null,
      sentAt,
      dueAt: instantOf(due) ?? null,
    };
    record({ variables }).then(
      () => {
        onClose();
        onChanged();
      },
      (error: unknown) => setFailure(errorWords(error, t)),
    );
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('dispute.record')}
      action={t('dispute.record')}
      busy={loading}
      onSubmit={submit}
    >
      <TextField
        label={t('dispute.body')}
        autoFocus
        dir="auto"
        value={body}
        onChange={(event) => setBody(event.currentTarget.value)}
        error={failure}
      />
      <TextField
        label={t('dispute.reference')}
        dir="ltr"
        value={reference}
        onChange={(event) => setReference(event.currentTarget.value)}
      />
      <TextField
        label={t('dispute.sent')}
        type="date"
        dir="ltr"
        value={sent}
        onChange={(event) => setSent(event.currentTarget.value)}
      />
      <TextField
        label={t('dispute.due')}
        hint={t('dispute.dueHint')}
        type="date"
        dir="ltr"
        value={due}
        onChange={(event) => setDue(event.currentTarget.value)}
      />
    </FormDialog>
  );
}

function Ending({ disputeId, onChanged, onClose }: Omit<DialogProps, 'appeal'> & { readonly disputeId: string }) {
  const t = useT();
  const [record, { loading }] = useMutation(RecordDisputeOutcomeDocument);
  const [outcome, setOutcome] = useState<AppealOutcome>('upheld');
  const [day, setDay] = useState(() => dayOf(new Date()));
  const [implemented, setImplemented] = useState(false);
  const [failure, setFailure] = useState<string>();
  const submit = () => {
    const outcomeAt = instantOf(day);
    if (outcomeAt === undefined) {
      setFailure(t('need.day'));
      return;
    }
    record({ variables: { key: newKey(), disputeId, outcome, outcomeAt, implemented } }).then(
      () => {
        onClose();
        onChanged();
      },
      (error: unknown) => setFailure(errorWords(error, t)),
    );
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('dispute.end')}
      action={t('dispute.end')}
      busy={loading}
      onSubmit={submit}
    >
      <SelectField
        label={t('decide.outcome')}
        autoFocus
        value={outcome}
        options={appealOutcomes.map((value) => ({ value, label: t(`appealOutcome.${value}`) }))}
        onChange={(event) => setOutcome(oneOf(appealOutcomes, event.currentTarget.value) ?? 'upheld')}
      />
      <TextField
        label={t('dispute.ended')}
        type="date"
        dir="ltr"
        value={day}
        onChange={(event) => setDay(event.currentTarget.value)}
        error={failure}
      />
      <Check checked={implemented} onChange={(event) => setImplemented(event.currentTarget.checked)}>
        {t('dispute.implemented')}
      </Check>
    </FormDialog>
  );
}

/** Where a person who was not satisfied took it: a certified body outside of the courts, with its dates. */
export function Dispute({ appeal, onChanged }: DisputeProps) {
  const t = useT();
  const mayManage = useMay('appeal.manage');
  const [asking, setAsking] = useState<'record' | 'end'>();
  const close = () => setAsking(undefined);
  const { dispute } = appeal;
  return (
    <Section
      title={t('dispute.title')}
      aside={
        !dispute && mayManage && appeal.state === 'closed' ? (
          <Button small onClick={() => setAsking('record')}>
            {t('dispute.record')}
          </Button>
        ) : null
      }
    >
      {dispute ? (
        <div className={styles.stack}>
          <dl className={styles.facts}>
            <dt>{t('dispute.body')}</dt>
            <dd>
              <UserText inline text={dispute.body} />
            </dd>
            {dispute.reference ? (
              <>
                <dt>{t('dispute.reference')}</dt>
                <dd>
                  <Handle plain value={dispute.reference} />
                </dd>
              </>
            ) : null}
            <dt>{t('dispute.sent')}</dt>
            <dd>
              <TimeAgo at={dispute.sentAt} as="absolute" />
            </dd>
            <dt>{t('dispute.due')}</dt>
            <dd>
              <Due at={dispute.dueAt} over={dispute.outcomeAt !== null} />
            </dd>
            {dispute.outcome && dispute.outcomeAt ? (
              <>
                <dt>{t('decide.outcome')}</dt>
                <dd className={styles.line}>
                  <StatusBadge tone="plain">{t(`appealOutcome.${dispute.outcome}`)}</StatusBadge>
                  <TimeAgo at={dispute.outcomeAt} as="absolute" />
                  {dispute.implemented === null
                    ? null
                    : t(dispute.implemented ? 'dispute.isImplemented' : 'dispute.notImplemented')}
                </dd>
              </>
            ) : null}
          </dl>
          {mayManage && !dispute.outcome ? (
            <div className={styles.acts}>
              <Button small onClick={() => setAsking('end')}>
                {t('dispute.end')}
              </Button>
            </div>
          ) : null}
        </div>
      ) : (
        <p className={styles.quiet}>{t('dispute.none')}</p>
      )}
      {asking === 'record' ? <Recording appeal={appeal} onChanged={onChanged} onClose={close} /> : null}
      {asking === 'end' && dispute ? <Ending disputeId={dispute.id} onChanged={onChanged} onClose={close} /> : null}
    </Section>
  );
}
