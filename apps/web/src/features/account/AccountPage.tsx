import { useMutation, useQuery } from '@apollo/client/react';
import { useState, type FormEvent } from 'react';
import { errorWords, problemOf } from '../../app/errors.js';
import { useT } from '../../app/i18n.js';
import { newKey } from '../../app/keys.js';
import { notify } from '../../app/notices.js';
import { usePreferences } from '../../app/preferences.js';
import { usePreferenceChange, useViewer } from '../../app/session.js';
import { useTitle } from '../../app/use-title.js';
import {
  ChangePasswordDocument,
  ConfirmTotpDocument,
  RevokeSessionDocument,
  SessionsDocument,
  StartTotpDocument,
} from '../../gql/account.js';
import { Button } from '../../ui/Button.js';
import { Failure } from '../../ui/Failure.js';
import { Check, TextField } from '../../ui/Field.js';
import { Handle } from '../../ui/Handle.js';
import { Section } from '../../ui/Section.js';
import { Skeleton } from '../../ui/Skeleton.js';
import { StatusBadge } from '../../ui/StatusBadge.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import { UserText } from '../../ui/UserText.js';
import styles from './AccountPage.module.css';

function Sessions() {
  const t = useT();
  const { data, error, refetch } = useQuery(SessionsDocument, { fetchPolicy: 'cache-and-network' });
  const [revoke] = useMutation(RevokeSessionDocument);
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={3} tall />;
  const end = (id: string) => {
    revoke({ variables: { key: newKey(), id } }).then(
      () => refetch(),
      (failure: unknown) => notify(errorWords(failure, t), 'danger'),
    );
  };
  return (
    <ul className={styles.sessions}>
      {data.sessions.map((session) => (
        <li key={session.id} className={styles.session}>
          <span className={styles.agent}>
            <UserText inline text={session.userAgent ?? t('sessions.unknown')} />
            <span className={styles.quiet}>
              {t('sessions.seen')} <TimeAgo at={session.lastSeenAt} />
            </span>
          </span>
          {session.current ? (
            <StatusBadge tone="accent">{t('sessions.this')}</StatusBadge>
          ) : (
            <Button small onClick={() => end(session.id)}>
              {t('sessions.end')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

function SecondFactor() {
  const t = useT();
  const viewer = useViewer();
  const [start, started] = useMutation(StartTotpDocument);
  const [confirm, confirmed] = useMutation(ConfirmTotpDocument);
  const [code, setCode] = useState('');
  if (viewer.secondFactor) return <p>{t('totp.on')}</p>;
  const enrolment = started.data?.startTotp;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    confirm({ variables: { key: newKey(), code: code.trim() } }).then(
      () => notify(t('totp.done')),
      () => undefined,
    );
  };
  if (!enrolment) {
    return (
      <div className={styles.stack}>
        <p className={styles.quiet}>{t('totp.words')}</p>
        <div>
          <Button
            busy={started.loading}
            onClick={() => void start({ variables: { key: newKey() } }).catch(() => undefined)}
          >
            {t('totp.start')}
          </Button>
        </div>
        {started.error ? <Failure error={started.error} /> : null}
      </div>
    );
  }
  return (
    <form className={styles.stack} onSubmit={submit}>
      <p>{t('totp.enter')}</p>
      <Handle value={enrolment.secret} />
      <a href={enrolment.uri}>{t('totp.open')}</a>
      <TextField
        label={t('signIn.code')}
        inputMode="numeric"
        autoComplete="one-time-code"
        dir="ltr"
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        error={confirmed.error ? errorWords(confirmed.error, t) : undefined}
      />
      <div>
        <Button type="submit" look="main" busy={confirmed.loading}>
          {t('totp.confirm')}
        </Button>
      </div>
    </form>
  );
}

function Password() {
  const t = useT();
  const [change, { error, loading }] = useMutation(ChangePasswordDocument);
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const field = error ? problemOf(error).field : undefined;
  const words = error ? errorWords(error, t) : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change({ variables: { key: newKey(), current, next } }).then(
      () => {
        setCurrent('');
        setNext('');
        notify(t('password.done'));
      },
      () => undefined,
    );
  };
  return (
    <form className={styles.stack} onSubmit={submit}>
      <TextField
        label={t('password.current')}
        type="password"
        autoComplete="current-password"
        dir="ltr"
        value={current}
        onChange={(event) => setCurrent(event.currentTarget.value)}
        error={field === 'next' ? undefined : words}
      />
      <TextField
        label={t('password.next')}
        hint={t('password.hint')}
        type="password"
        autoComplete="new-password"
        dir="ltr"
        value={next}
        onChange={(event) => setNext(event.currentTarget.value)}
        error={field === 'next' ? words : undefined}
      />
      <div>
        <Button type="submit" busy={loading}>
          {t('password.change')}
        </Button>
      </div>
    </form>
  );
}

/** One's own account: what protects it, where it is signed in, what the screen does for its person. */
export function AccountPage() {
  const t = useT();
  useTitle(t('account.title'));
  const { singleKeys, blurMedia } = usePreferences();
  const change = usePreferenceChange();
  return (
    <div className={styles.page}>
      <h1>{t('account.title')}</h1>
      <Section title={t('account.comfort')}>
        <Check checked={blurMedia} onChange={(event) => change({ blurMedia: event.currentTarget.checked })}>
          {t('account.blur')}
        </Check>
        <Check checked={singleKeys} onChange={(event) => change({ singleKeys: event.currentTarget.checked })}>
          {t('keys.switch')}
        </Check>
      </Section>
      <Section title={t('totp.title')}>
        <SecondFactor />
      </Section>
      <Section title={t('password.title')}>
        <Password />
      </Section>
      <Section title={t('sessions.title')}>
        <Sessions />
      </Section>
    </div>
  );
}
