import { useState } from 'react';
import { useT } from '../../app/i18n.js';
import { CreatePersonDocument } from '../../gql/settings.js';
import { Banner } from '../../ui/Banner.js';
import { FormDialog } from '../../ui/Dialog.js';
import { TextField } from '../../ui/Field.js';
import styles from './Settings.module.css';
import { useSave } from './use-save.js';

interface PersonDialogProps {
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

/** A new colleague; roles are given afterwards, each with a second person's approval. */
export function PersonDialog({ onClose, onSaved }: PersonDialogProps) {
  const t = useT();
  const save = useSave(CreatePersonDocument);
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const other = save.otherError(['name', 'email', 'password']);
  return (
    <FormDialog
      open
      onClose={onClose}
      title={t('people.new')}
      action={t('people.create')}
      busy={save.busy}
      onSubmit={() => save.send({ name: name.trim(), email: email.trim(), password }, onSaved)}
    >
      <div className={styles.stack}>
        {other ? <Banner tone="danger" urgent title={other} /> : null}
        <TextField
          label={t('settings.name')}
          dir="auto"
          value={name}
          error={save.errorOf('name')}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextField
          label={t('people.email')}
          type="email"
          dir="ltr"
          value={email}
          error={save.errorOf('email')}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <TextField
          label={t('people.password')}
          hint={t('password.hint')}
          type="password"
          autoComplete="new-password"
          dir="ltr"
          value={password}
          error={save.errorOf('password')}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
      </div>
    </FormDialog>
  );
}
