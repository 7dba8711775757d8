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

/** Who or what a case is about: its title in its own direction, its identifier left-to-right. */
export function SubjectName({ subject, copyable = false }: { readonly subject: Named; readonly copyable?: boolean }) {
  const t = useT();
  const identifier = identifierOf(subject);
  return (
    <span className={styles.name}>
      {subject.title ? (
        <span className={styles.title}>
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
