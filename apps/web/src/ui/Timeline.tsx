import { Link } from 'react-router';
import { hasMessage, useT, type Translate } from '../app/i18n.js';
import { TimeAgo } from './TimeAgo.js';
import { UserText } from './UserText.js';
import styles from './Timeline.module.css';

export interface TimelineLine {
  readonly id: string;
  readonly at: string;
  readonly kind: string;
  readonly caseId: string | null;
  readonly decisionId: string | null;
  readonly details: Readonly<Record<string, unknown>>;
  readonly person: { readonly name: string } | null;
}

/** A code of the server in words; a code without words is shown as it is. */
export function eventWords(kind: string, t: Translate): string {
  const key = `event.${kind}`;
  return hasMessage(key) ? t(key) : kind.replaceAll(/[._]/g, ' ');
}

const codePrefixes = ['outcome', 'measure', 'sourceKind', 'linkKind', 'roundReason'] as const;
const nameFields: ReadonlySet<string> = new Set(['title', 'handle', 'name', 'from', 'to', 'value']);

/** The facts of an event that say something to a person: codes we have words for, and names. */
function detailWords(details: Readonly<Record<string, unknown>>, t: Translate): string {
  return Object.entries(details)
    .flatMap(([field, value]) => {
      if (typeof value !== 'string') return [];
      const known = codePrefixes.map((prefix) => `${prefix}.${value}`).find(hasMessage);
      if (known) return [t(known)];
      return nameFields.has(field) ? [value] : [];
    })
    .join(' · ');
}

/** What happened to a subject or a case, newest first. */
export function Timeline({ entries }: { readonly entries: readonly TimelineLine[] }) {
  const t = useT();
  if (entries.length === 0) return <p className={styles.none}>{t('timeline.none')}</p>;
  return (
    <ol className={styles.list}>
      {entries.map((entry) => {
        const details = detailWords(entry.details, t);
        return (
          <li key={entry.id} className={styles.entry}>
            <span className={styles.at}>
              <TimeAgo at={entry.at} />
            </span>
            <span className={styles.what}>
              {entry.caseId ? (
                <Link to={`/cases/${entry.caseId}`}>{eventWords(entry.kind, t)}</Link>
              ) : (
                eventWords(entry.kind, t)
              )}
              {details ? (
                <span className={styles.quiet}>
                  {' '}
                  · <UserText inline text={details} />
                </span>
              ) : null}
              {entry.person ? (
                <span className={styles.quiet}>
                  {' '}
                  · <UserText inline text={entry.person.name} />
                </span>
              ) : null}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
