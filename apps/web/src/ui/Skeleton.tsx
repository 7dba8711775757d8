import { useT } from '../app/i18n.js';
import styles from './Skeleton.module.css';

/** Lines in the place and size of the text that is coming. */
export function Skeleton({ lines = 1, tall = false }: { readonly lines?: number; readonly tall?: boolean }) {
  const t = useT();
  return (
    <div className={tall ? `${styles.block} ${styles.tall}` : styles.block} role="status" aria-label={t('loading')}>
      {Array.from({ length: lines }, (_, index) => (
        <span key={index} className={styles.line} />
      ))}
    </div>
  );
}
