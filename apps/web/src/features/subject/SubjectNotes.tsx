import { useMutation } from '@apollo/client/react';
import { useDraftText } from '../../app/drafts.js';
import { errorWords } from '../../app/errors.js';
import { useT } from '../../app/i18n.js';
import { newKey } from '../../app/keys.js';
import { useMay } from '../../app/session.js';
import { AddSubjectNoteDocument, type SubjectPageQuery } from '../../gql/subject.js';
import { Button } from '../../ui/Button.js';
import { TextArea } from '../../ui/Field.js';
import { NoteList } from '../../ui/NoteList.js';
import styles from './SubjectNotes.module.css';

interface SubjectNotesProps {
  readonly id: string;
  readonly notes: SubjectPageQuery['subject']['notes'];
  readonly onAdded: () => void;
}

/** Notes on a subject follow it into every case. */
export function SubjectNotes({ id, notes, onAdded }: SubjectNotesProps) {
  const t = useT();
  const mayNote = useMay('subject.note');
  const [add, { loading, error }] = useMutation(AddSubjectNoteDocument);
  const [text, setText, drop] = useDraftText(`subject-note.${id}`);
  const submit = () => {
    if (text.trim() === '') return;
    add({ variables: { key: newKey(), subjectId: id, text: text.trim() } }).then(
      () => {
        drop();
        onAdded();
      },
      () => undefined,
    );
  };
  return (
    <div className={styles.stack}>
      <NoteList notes={notes} />
      {mayNote ? (
        <form
          className={styles.stack}
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <TextArea
            label={t('note.label')}
            hint={t('subject.noteHint')}
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
      ) : null}
    </div>
  );
}
