import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon.js';
import styles from './Banner.module.css';

interface BannerProps {
  readonly tone: 'plain' | 'waiting' | 'danger';
  readonly icon?: IconName;
  readonly title: string;
  readonly children?: ReactNode;
  /** Buttons that lead out of the situation. */
  readonly actions?: ReactNode;
  /** Interrupts a screen reader; only for what changes what the person is doing. */
  readonly urgent?: boolean;
}

/** A standing message at its place: what happened, what was kept, what to do. */
export function Banner({ tone, icon = 'warning', title, children, actions, urgent = false }: BannerProps) {
  return (
    <div className={`${styles.banner} ${styles[tone]}`} role={urgent ? 'alert' : 'status'}>
      <Icon name={icon} />
      <div className={styles.words}>
        <strong className={styles.title}>{title}</strong>
        {children}
      </div>
      {actions ? <div className={styles.actions}>{actions}</div> : null}
    </div>
  );
}
