import { useT } from '../app/i18n.js';
import { UserText } from './UserText.js';
import styles from './People.module.css';

interface PeopleProps {
  readonly people: ReadonlyArray<{ readonly id: string; readonly name: string }>;
  readonly most?: number;
}

/** Who is here, by first letters; names on hover and to readers. */
export function People({ people, most = 4 }: PeopleProps) {
  const t = useT();
  if (people.length === 0) return null;
  const shown = people.slice(0, most);
  return (
    <span
      className={styles.people}
      role="img"
      aria-label={t('people.here', { names: people.map((person) => person.name).join(', '), count: people.length })}
    >
      {shown.map((person) => (
        <span key={person.id} className={styles.person} title={person.name} aria-hidden="true">
          <UserText inline text={[...person.name.trim()][0] ?? '·'} />
        </span>
      ))}
      {people.length > shown.length ? <span className={styles.more}>+{people.length - shown.length}</span> : null}
    </span>
  );
}
