import { useApolloClient, useMutation, useQuery } from '@apollo/client/react';
import { useState, type FormEvent } from 'react';
import { hasMessage, useT, type Translate } from '../../app/i18n.js';
import { errorWords } from '../../app/errors.js';
import { ViewerDocument } from '../../gql/app.js';
import {
  ConfirmSecondFactorDocument,
  SignInDocument,
  SignInOptionsDocument,
  type SignInMutation,
  type SignInStep,
} from '../../gql/sign-in.js';
import { setPreferences, usePreferences } from '../../app/preferences.js';
import { useTitle } from '../../app/use-title.js';
import { Banner } from '../../ui/Banner.js';
import { Button } from '../../ui/Button.js';
import { TextField } from '../../ui/Field.js';
import { Mark } from '../../ui/Mark.js';
import { Enrolment } from './Enrolment.js';
import styles from './SignInPage.module.css';

/** Why single sign-on sent the person back, when it did. */
function ssoWords(t: Translate): string | undefined {
  const reason = new URLSearchParams(location.search).get('sso');
  if (reason === null) return undefined;
  const key = `sso.reason.${reason}`;
  return hasMessage(key) ? t(key) : t('sso.refused', { reason: reason.slice(0, 40) });
}

/** E-mail and password, then the second factor; or the organisation's own sign-in. The address stays what it was. */
export function SignInPage() {
  const t = useT();
  useTitle(t('signIn.title'));
  const client = useApolloClient();
  const options = useQuery(SignInOptionsDocument);
  const [signIn, password] = useMutation(SignInDocument);
  const [confirm, second] = useMutation(ConfirmSecondFactorDocument);
  const [email, setEmail] = useState('');
  const [secret, setSecret] = useState('');
  const [code, setCode] = useState('');
  const [chosen, setStep] = useState<SignInStep>();
  // A session that is not complete yet, also one that single sign-on began, goes on where it stands.
  const step = chosen ?? options.data?.signInOptions.step ?? 'password';
  const { language } = usePreferences();

  const take = (result: SignInMutation['signIn'] | undefined) => {
    if (result?.viewer) client.writeQuery({ query: ViewerDocument, data: { viewer: result.viewer } });
    else if (result?.needsSecondFactor) setStep('code');
    else if (result?.mustEnrol) setStep('enrol');
  };
  const submitPassword = (event: FormEvent) => {
    event.preventDefault();
    signIn({ variables: { email: email.trim(), password: secret } }).then(
      ({ data }) => take(data?.signIn),
      () => undefined,
    );
  };
  const submitCode = (event: FormEvent) => {
    event.preventDefault();
    confirm({ variables: { code: code.replace(/\s/g, '') } }).then(
      ({ data }) => take(data?.confirmSecondFactor),
      () => setCode(''),
    );
  };
  const error = { password: password.error, code: second.error, enrol: undefined }[step];
  const sso = options.data?.signInOptions.sso;
  const ssoRefused = error ? undefined : ssoWords(t);
  const returnTo = encodeURIComponent(ssoRefused ? '/' : `${location.pathname}${location.search}`);
  return (
    <div className={styles.page}>
      <main className={styles.card}>
        <header className={styles.head}>
          <Mark size={34} />
          <h1 className={styles.name}>{t('app.name')}</h1>
          <p className={styles.words}>{t('signIn.words')}</p>
        </header>
        {error ? <Banner tone="danger" urgent title={errorWords(error, t)} /> : null}
        {ssoRefused ? <Banner tone="waiting" urgent title={ssoRefused} /> : null}
        {step === 'password' ? (
          <>
            {options.data?.signInOptions.password === false ? null : (
              <form className={styles.form} onSubmit={submitPassword}>
                <TextField
                  label={t('signIn.email')}
                  type="email"
                  name="email"
                  autoComplete="username"
                  autoFocus
                  required
                  dir="ltr"
                  value={email}
                  onChange={(event) => setEmail(event.currentTarget.value)}
                />
                <TextField
                  label={t('signIn.password')}
                  type="password"
                  name="password"
                  autoComplete="current-password"
                  required
                  dir="ltr"
                  value={secret}
                  onChange={(event) => setSecret(event.currentTarget.value)}
                />
                <Button look="main" type="submit" busy={password.loading}>
                  {t('signIn.go')}
                </Button>
              </form>
            )}
            {sso ? (
              <a className={styles.sso} href={`/auth/oidc/start?return=${returnTo}`}>
                {sso}
              </a>
            ) : null}
          </>
        ) : step === 'enrol' ? (
          <Enrolment
            onDone={(viewer) => client.writeQuery({ query: ViewerDocument, data: { viewer } })}
            onBack={() => setStep('password')}
          />
        ) : (
          <form className={styles.form} onSubmit={submitCode}>
            <TextField
              label={t('signIn.code')}
              hint={t('signIn.codeHint')}
              name="code"
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={8}
              autoFocus
              required
              dir="ltr"
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
            />
            <Button look="main" type="submit" busy={second.loading}>
              {t('signIn.confirm')}
            </Button>
            <Button look="quiet" onClick={() => setStep('password')}>
              {t('signIn.back')}
            </Button>
          </form>
        )}
      </main>
      <footer className={styles.foot}>
        <button
          type="button"
          className={styles.language}
          lang={language === 'ar' ? 'en' : 'ar'}
          onClick={() => setPreferences({ language: language === 'ar' ? 'en' : 'ar' })}
        >
          {language === 'ar' ? 'English' : 'العربية'}
        </button>
      </footer>
    </div>
  );
}
