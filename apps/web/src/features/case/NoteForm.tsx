import { useMutation } from '@apollo/client/react';
import { useDraftText } from '../../app/drafts.js';
import { errorWords } from '../../app/errors.js';
import { useT } from '../../app/i18n.js';
import { newKey } from '../../app/keys.js';
import { AddNoteToCaseDocument } from '../../gql/case.js';
import { Button } from '../../ui/Button.js';
import { TextArea } from '../../ui/Field.js';
import styles from './CasePage.module.css';

/** A note on a case; what is typed stays until it was sent. */
export function NoteForm({ caseId, onAdded }: { readonly caseId: string; readonly onAdded: () => void }) {
  const t = useT();
  const [add, { loading, error }] = useMutation(AddNoteToCaseDocument);
  const [text, setText, drop] = useDraftText(`note.${caseId}`);
  const submit = () => {
    if (text.trim() === '') return;
    add({ variables: { key: newKey(), caseId, text: text.trim() } }).then(
      () => {
        drop();
        onAdded();
      },
      () => undefined,
    );
  };
  return (
    <form
      className={styles.noteForm}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <TextArea
        label={t('note.label')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={error ? errorWords(error, t) : undefined}
      />
      <div>
        <Button type="submit" busy={loading}>
          {t('step.noteGo')}
        </Button>
      </div>
    </form>
  );
}
