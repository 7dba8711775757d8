import { useRef } from 'react';
import { Link } from 'react-router';
import { useT } from '../../app/i18n.js';
import { useShortcut } from '../../app/use-shortcut.js';
import type { ReviewCaseFragment } from '../../gql/review.js';
import { Keys } from '../../ui/Keys.js';
import { StatusBadge } from '../../ui/StatusBadge.js';
import { SubjectName } from '../../ui/SubjectName.js';
import styles from './FurtherSubjects.module.css';

interface FurtherSubjectsProps {
  readonly related: ReviewCaseFragment['relatedSubjects'];
  readonly signals: ReviewCaseFragment['careSignals'];
  readonly chosen: readonly string[];
  readonly onToggle: (subjectId: string) => void;
}

/** Who may be decided together with this subject: its backups, administrators and successors, each a deliberate choice. */
export function FurtherSubjects({ related, signals, chosen, onToggle }: FurtherSubjectsProps) {
  const t = useT();
  const first = useRef<HTMLInputElement>(null);
  useShortcut('further', () => first.current?.focus(), related.length > 0);
  if (related.length === 0) return null;
  return (
    <fieldset className={styles.set}>
      <legend className={styles.legend}>
        {t('further.title')} <Keys of="further" />
      </legend>
      {related.map((link, index) => (
        <label key={link.other.id} className={chosen.includes(link.other.id) ? styles.chosen : styles.line}>
          <input
            ref={index === 0 ? first : undefined}
            type="checkbox"
            checked={chosen.includes(link.other.id)}
            disabled={link.otherRestricted && !chosen.includes(link.other.id)}
            onChange={() => onToggle(link.other.id)}
          />
          <span className={styles.who}>
            <SubjectName subject={link.other} />
            <span className={styles.why}>
              {t(`linkKind.${link.kind}`)} · {t(`subjectKind.${link.other.kind}`)}
            </span>
          </span>
          {signals.some((signal) => signal.subjectId === link.other.id) ? (
            <StatusBadge tone="waiting" icon="person">
              {t('care.mark')}
            </StatusBadge>
          ) : null}
          {link.otherRestricted ? <StatusBadge tone="plain">{t('further.restricted')}</StatusBadge> : null}
          <Link to={`/subjects/${link.other.id}`} className={styles.open}>
            {t('further.open')}
          </Link>
        </label>
      ))}
    </fieldset>
  );
}
