import type { ReactNode } from 'react';
import { Mark } from './Mark.js';
import styles from './EmptyState.module.css';

interface EmptyStateProps {
  readonly title: string;
  readonly children?: ReactNode;
  /** The balance comes to rest: only where emptiness is the goal. */
  readonly level?: boolean;
  /** The emptiness is all of the page, so its words are the page's heading. */
  readonly whole?: boolean;
}

/** Says why there is nothing and what can be done. */
export function EmptyState({ title, children, level = false, whole = false }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      {level ? <Mark size={56} tilt /> : null}
      {whole ? <h1 className={styles.title}>{title}</h1> : <p className={styles.title}>{title}</p>}
      {children ? <div className={styles.more}>{children}</div> : null}
    </div>
  );
}
