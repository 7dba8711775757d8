import { useT } from '../app/i18n.js';
import { TimeAgo } from './TimeAgo.js';
import { UserText } from './UserText.js';
import styles from './NoteList.module.css';

interface Note {
  readonly id: string;
  readonly text: string;
  readonly createdAt: string;
  readonly author: { readonly name: string };
}

/** What colleagues wrote down, newest last, as it was written. */
export function NoteList({ notes }: { readonly notes: readonly Note[] }) {
  const t = useT();
  if (notes.length === 0) return <p className={styles.none}>{t('notes.none')}</p>;
  return (
    <ul className={styles.list}>
      {notes.map((note) => (
        <li key={note.id} className={styles.note}>
          <p className={styles.by}>
            <UserText inline text={note.author.name} /> · <TimeAgo at={note.createdAt} />
          </p>
          <UserText text={note.text} />
        </li>
      ))}
    </ul>
  );
}
