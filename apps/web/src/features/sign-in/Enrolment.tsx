import { useMutation } from '@apollo/client/react';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { errorWords } from '../../app/errors.js';
import { useT } from '../../app/i18n.js';
import { newKey } from '../../app/keys.js';
import type { ViewerPartsFragment } from '../../gql/app.js';
import { ConfirmEnrolmentDocument, EnrolSecondFactorDocument } from '../../gql/sign-in.js';
import { Button } from '../../ui/Button.js';
import { Failure } from '../../ui/Failure.js';
import { TextField } from '../../ui/Field.js';
import { Handle } from '../../ui/Handle.js';
import styles from './SignInPage.module.css';

interface EnrolmentProps {
  readonly onDone: (viewer: ViewerPartsFragment) => void;
  readonly onBack: () => void;
}

/** Setting up a second factor before anything else, where a role of the person needs one. */
export function Enrolment({ onDone, onBack }: EnrolmentProps) {
  const t = useT();
  const [start, started] = useMutation(EnrolSecondFactorDocument);
  const [confirm, confirmed] = useMutation(ConfirmEnrolmentDocument);
  const [code, setCode] = useState('');
  const key = useRef(newKey());
  useEffect(() => {
    void start({ variables: { key: key.current } }).catch(() => undefined);
  }, [start]);
  const enrolment = started.data?.startTotp;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    confirm({ variables: { key: newKey(), code: code.replace(/\s/g, '') } }).then(
      ({ data }) => {
        if (data) onDone(data.confirmTotp);
      },
      () => undefined,
    );
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <p>{t('signIn.enrol')}</p>
      {started.error ? <Failure error={started.error} /> : null}
      {enrolment ? (
        <>
          <p>{t('totp.enter')}</p>
          <Handle value={enrolment.secret} />
          <a href={enrolment.uri}>{t('totp.open')}</a>
        </>
      ) : null}
      <TextField
        label={t('signIn.code')}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={8}
        autoFocus
        required
        dir="ltr"
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        error={confirmed.error ? errorWords(confirmed.error, t) : undefined}
      />
      <Button look="main" type="submit" busy={confirmed.loading} disabled={!enrolment}>
        {t('totp.confirm')}
      </Button>
      <Button look="quiet" onClick={onBack}>
        {t('signIn.back')}
      </Button>
    </form>
  );
}
