import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { ProveAgainDocument } from '../gql/app.js';
import { FormDialog } from '../ui/Dialog.js';
import { TextField } from '../ui/Field.js';
import { errorWords, problemOf } from './errors.js';
import { useT } from './i18n.js';
import { answerProof, type ProofAsked } from './proof.js';

/** Asks again who is there, over whatever the person was doing; the act that asked goes on by itself. */
export function ProofDialog({ asked }: { readonly asked: ProofAsked }) {
  const t = useT();
  const [prove, { loading }] = useMutation(ProveAgainDocument);
  const [shown, setShown] = useState('');
  const [failure, setFailure] = useState<string>();
  const byCode = asked.by === 'code';
  const submit = () => {
    const proof = byCode ? shown.replace(/\s/g, '') : shown;
    if (proof === '') {
      setFailure(t(byCode ? 'proof.needCode' : 'proof.needPassword'));
      return;
    }
    setFailure(undefined);
    prove({ variables: byCode ? { code: proof } : { password: proof } }).then(
      () => answerProof(true),
      (error: unknown) => {
        // A code counts once; a password may only be mistyped.
        if (byCode) setShown('');
        setFailure(problemOf(error).field === 'password' ? t('proof.wrongPassword') : errorWords(error, t));
      },
    );
  };
  return (
    <FormDialog
      open
      onClose={() => answerProof(false)}
      title={t('proof.title')}
      action={t('proof.go')}
      busy={loading}
      onSubmit={submit}
    >
      <p>
        {asked.withinMinutes === undefined
          ? t('proof.words')
          : t('proof.wordsMinutes', { minutes: asked.withinMinutes })}
      </p>
      <TextField
        label={t(byCode ? 'signIn.code' : 'signIn.password')}
        hint={byCode ? t('signIn.codeHint') : undefined}
        type={byCode ? 'text' : 'password'}
        inputMode={byCode ? 'numeric' : undefined}
        autoComplete={byCode ? 'one-time-code' : 'current-password'}
        maxLength={byCode ? 8 : undefined}
        autoFocus
        required
        dir="ltr"
        value={shown}
        onChange={(event) => setShown(event.currentTarget.value)}
        error={failure}
      />
    </FormDialog>
  );
}
