import { useMutation, useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { errorWords, problemOf } from '../../app/errors.js';
import { useLanguage, useT } from '../../app/i18n.js';
import { newKey } from '../../app/keys.js';
import { OpenSecondLooksDocument, SecondLookScopesDocument } from '../../gql/second-looks.js';
import { FormDialog } from '../../ui/Dialog.js';
import { SelectField, TextField } from '../../ui/Field.js';

interface OpenGroupDialogProps {
  readonly onClose: () => void;
  readonly onOpened: (id: string) => void;
}

/** Puts the open appeals of one wave together: under one policy or any, against decisions of so many days. */
export function OpenGroupDialog({ onClose, onOpened }: OpenGroupDialogProps) {
  const t = useT();
  const language = useLanguage();
  const { data } = useQuery(SecondLookScopesDocument, { variables: { language } });
  const [open, { loading }] = useMutation(OpenSecondLooksDocument);
  const [policyId, setPolicyId] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [failure, setFailure] = useState<{ readonly field: string | undefined; readonly words: string }>();
  const submit = () => {
    if (from === '') {
      setFailure({ field: 'from', words: t('secondLooks.needFrom') });
      return;
    }
    const scope = policyId === '' ? { scopeKind: 'wave', scopeId: null } : { scopeKind: 'policy', scopeId: policyId };
    const window = { from: `${from}T00:00:00.000Z`, to: to === '' ? null : `${to}T23:59:59.999Z` };
    open({ variables: { key: newKey(), language, ...scope, ...window } }).then(
      ({ data: made }) => {
        if (made) onOpened(made.openSecondLookGroup.id);
      },
      (problem: unknown) => {
        const { code, field } = problemOf(problem);
        setFailure({ field, words: code === 'GROUP_EMPTY' ? t('secondLooks.nothingInIt') : errorWords(problem, t) });
      },
    );
  };
  const errorOf = (field: string) => (failure?.field === field ? failure.words : undefined);
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('secondLooks.open')}
      action={t('secondLooks.open')}
      busy={loading}
      onSubmit={submit}
    >
      <p>{t('secondLooks.openWords')}</p>
      <SelectField
        label={t('secondLooks.policy')}
        value={policyId}
        error={errorOf('scopeId')}
        onChange={(event) => setPolicyId(event.currentTarget.value)}
        options={[
          { value: '', label: t('secondLooks.anyPolicy') },
          ...(data?.policies ?? []).map((policy) => ({ value: policy.id, label: policy.current.title })),
        ]}
      />
      <TextField
        type="date"
        label={t('secondLooks.from')}
        value={from}
        error={errorOf('from')}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      <TextField
        type="date"
        label={t('secondLooks.to')}
        value={to}
        error={errorOf('to')}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      {failure && !['scopeId', 'from', 'to'].includes(failure.field ?? '') ? <p role="alert">{failure.words}</p> : null}
    </FormDialog>
  );
}
