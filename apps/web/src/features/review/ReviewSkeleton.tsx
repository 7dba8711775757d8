import { Skeleton } from '../../ui/Skeleton.js';
import styles from './ReviewPage.module.css';

/** Three panes of the size of what comes. */
export function ReviewSkeleton() {
  return (
    <div className={styles.desk}>
      <div className={styles.why}>
        <div className={styles.waiting}>
          <Skeleton lines={12} />
        </div>
      </div>
      <div className={styles.evidence}>
        <div className={styles.waiting}>
          <Skeleton lines={9} tall />
        </div>
      </div>
      <div className={styles.decide}>
        <div className={styles.waiting}>
          <Skeleton lines={7} tall />
        </div>
      </div>
    </div>
  );
}
