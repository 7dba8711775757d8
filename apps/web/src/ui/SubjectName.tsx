import type { SubjectLineFragment } from '../gql/app.js';
import { useT } from '../app/i18n.js';
import { Handle } from './Handle.js';
import { UserText } from './UserText.js';
import styles from './SubjectName.module.css';

type Named = Pick<SubjectLineFragment, 'title' | 'handle' | 'nativeId' | 'kind'>;

/** The shortest identifier a person would say: the handle with its sign, else the platform's own id. */
export function identifierOf(subject: Named): string | undefined {
  if (subject.handle) return /^[@!#+]/.test(subject.handle) ? subject.handle : `@${subject.handle}`;
  return subject.nativeId ?? undefined;
}

interface SubjectNameProps {
  readonly subject: Named;
  readonly copyable?: boolean;
  /** All of a long name on as many lines as it needs; else it is cut where its own direction ends. */
  readonly wrap?: boolean;
}

/** Who or what a case is about: its title in its own direction, its identifier left-to-right. */
export function SubjectName({ subject, copyable = false, wrap = false }: SubjectNameProps) {
  const t = useT();
  const identifier = identifierOf(subject);
  return (
    <span className={wrap ? styles.wrapped : styles.name}>
      {subject.title ? (
        <span className={styles.title} dir="auto">
          <UserText inline text={subject.title} />
        </span>
      ) : null}
      {identifier ? (
        <Handle value={identifier} plain={!copyable} />
      ) : subject.title ? null : (
        <span>{t('subject.unnamed')}</span>
      )}
    </span>
  );
}
