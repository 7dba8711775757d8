import { Link } from 'react-router';
import { useT } from '../../app/i18n.js';
import { Button } from '../../ui/Button.js';
import { Dialog } from '../../ui/Dialog.js';
import { Handle } from '../../ui/Handle.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import { UserText } from '../../ui/UserText.js';
import type { AuditRow } from './AuditPage.js';
import styles from './AuditPage.module.css';

interface AuditEventDialogProps {
  readonly event: AuditRow;
  readonly onClose: () => void;
  /** Shows everything about an id. */
  readonly onAbout: (id: string) => void;
}

/** One row of the record, whole: codes and ids as they were written. */
export function AuditEventDialog({ event, onClose, onAbout }: AuditEventDialogProps) {
  const t = useT();
  const { targetId } = event;
  return (
    <Dialog open onClose={onClose} title={event.kind}>
      <dl className={styles.facts}>
        <dt>{t('audit.at')}</dt>
        <dd>
          <TimeAgo at={event.at} as="absolute" />
        </dd>
        <dt>{t('audit.actor')}</dt>
        <dd>{event.actor ? <UserText inline text={event.actor.name} /> : <span dir="ltr">{event.actorKind}</span>}</dd>
        <dt>{t('audit.target')}</dt>
        <dd>
          <span dir="ltr">{event.targetKind}</span> {targetId ? <Handle value={targetId} /> : null}
        </dd>
        {Object.entries(event.details).map(([name, value]) => (
          <div key={name} className={styles.pair}>
            <dt dir="ltr">{name}</dt>
            <dd dir="ltr">{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
          </div>
        ))}
        {event.requestId ? (
          <>
            <dt>{t('audit.request')}</dt>
            <dd>
              <Handle value={event.requestId} />
            </dd>
          </>
        ) : null}
      </dl>
      <div className={styles.links}>
        {event.caseId ? <Link to={`/cases/${event.caseId}`}>{t('audit.openCase')}</Link> : null}
        {event.subjectId ? <Link to={`/subjects/${event.subjectId}`}>{t('audit.openSubject')}</Link> : null}
        {targetId ? (
          <Button small onClick={() => onAbout(targetId)}>
            {t('audit.allAbout')}
          </Button>
        ) : null}
      </div>
    </Dialog>
  );
}
