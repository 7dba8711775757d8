import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon.js';
import styles from './StatusBadge.module.css';

/** `plain` is good or usual; `accent` yours or active; `waiting` on a person; `danger` breached or beyond undoing. */
export type Tone = 'plain' | 'accent' | 'waiting' | 'danger';

interface StatusBadgeProps {
  readonly tone: Tone;
  readonly icon?: IconName;
  readonly children: ReactNode;
  readonly title?: string;
}

/** A state in a word, with a drawing; colour only repeats what the word says. */
export function StatusBadge({ tone, icon, children, title }: StatusBadgeProps) {
  return (
    <span className={`${styles.badge} ${styles[tone]}`} title={title}>
      {icon ? <Icon name={icon} /> : null}
      {children}
    </span>
  );
}
