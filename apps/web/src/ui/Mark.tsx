import styles from './Mark.module.css';

/** The balance of two pans in three strokes; tilted when there is weight, level when the queue is. */
export function Mark({ size = 20, tilt = false }: { readonly size?: number; readonly tilt?: boolean }) {
  return (
    <svg className={styles.mark} width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d="M12 3.500v17M8 20.500h8" />
      <g className={tilt ? styles.tilted : styles.beam}>
        <path d="M3.500 7h17" />
        <path d="M1.500 14.500a3.600 3.600 0 0 0 7 0L5 7ZM15.500 14.500a3.600 3.600 0 0 0 7 0L19 7Z" />
      </g>
    </svg>
  );
}
