import { useT } from '../app/i18n.js';
import { dismiss, useNotices } from '../app/notices.js';
import { Icon } from './Icon.js';
import styles from './NoticeLine.module.css';

/** What just happened, one line each, at the foot of the page. */
export function NoticeLine() {
  const t = useT();
  const notices = useNotices();
  return (
    <div className={styles.lines} role="status" aria-live="polite">
      {notices.map((notice) => (
        <div key={notice.id} className={`${styles.line} ${styles[notice.tone]}`}>
          {notice.tone === 'plain' ? null : <Icon name="warning" />}
          <span>{notice.text}</span>
          <button
            type="button"
            className={styles.dismiss}
            onClick={() => dismiss(notice.id)}
            aria-label={t('notice.dismiss')}
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
    </div>
  );
}
