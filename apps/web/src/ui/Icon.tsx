import styles from './Icon.module.css';

/** Strokes on a 16-unit field; the ones that point somewhere are mirrored in right-to-left. */
const paths = {
  copy: 'M5.5 5.5V3h7.5v7.5h-2.5M3 5.5h7.5V13H3z',
  check: 'M3 8.5l3.2 3.2L13 4.8',
  close: 'M4 4l8 8M12 4l-8 8',
  warning: 'M8 2.5L14 13H2zM8 6.5v3M8 11.2v.3',
  clock: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM8 5v3.2l2.2 1.4',
  next: 'M6 3.5L10.5 8 6 12.5',
  back: 'M10 3.5L5.5 8l4.5 4.5',
  down: 'M3.5 6L8 10.5 12.5 6',
  person: 'M8 8a2.6 2.6 0 1 0 0-5.2A2.6 2.6 0 0 0 8 8zM3 13.5c.5-2.6 2.4-3.8 5-3.8s4.500 1.200 5 3.800',
  search: 'M7 2.800a4.200 4.200 0 1 0 0 8.400 4.200 4.200 0 0 0 0-8.400zM10.200 10.200L13.500 13.500',
  sun: 'M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM8 1.500v1.300M8 13.200v1.300M1.500 8h1.300M13.200 8h1.300M3.400 3.400l.9.9M11.700 11.700l.9.9M3.400 12.600l.9-.9M11.700 4.300l.9-.9',
  moon: 'M13 9.600A5.500 5.500 0 0 1 6.400 3 5.500 5.500 0 1 0 13 9.600z',
  pause: 'M5.500 3.500v9M10.500 3.500v9',
  undo: 'M6 3L3 6l3 3M3.200 6H9a4 4 0 0 1 0 8H6',
  hold: 'M8 2.500a5.500 5.500 0 1 0 0 11 5.500 5.500 0 0 0 0-11zM6.500 6v4M9.500 6v4',
  up: 'M8 13V3.500M4 7.200L8 3.200l4 4',
  skip: 'M3.500 4l5 4-5 4zM12 4v8',
  note: 'M3 3h10v7l-3 3H3zM5.500 6h5M5.500 8.500h3',
  link: 'M6.800 9.200l2.400-2.400M7.300 5l1.500-1.500a2.600 2.600 0 0 1 3.700 3.700L11 8.700M8.700 11l-1.500 1.500a2.600 2.600 0 0 1-3.700-3.700L5 7.300',
  people:
    'M6 8a2.200 2.200 0 1 0 0-4.400A2.200 2.200 0 0 0 6 8zM2 13c.4-2.200 1.900-3.200 4-3.200s3.600 1 4 3.200M10.500 3.900a2 2 0 0 1 0 3.900M11.500 9.900c1.500.2 2.400 1.200 2.700 3',
  lock: 'M4.500 7.500h7v5.500h-7zM5.800 7.500V5.300a2.200 2.200 0 0 1 4.400 0v2.200',
  eye: 'M1.800 8S4 3.800 8 3.800 14.200 8 14.200 8 12 12.200 8 12.200 1.800 8 1.800 8zM8 6.300a1.700 1.700 0 1 0 0 3.400 1.700 1.700 0 0 0 0-3.400z',
  menu: 'M2.500 4.500h11M2.500 8h11M2.500 11.500h11',
} as const;

export type IconName = keyof typeof paths;

const pointing: ReadonlySet<IconName> = new Set<IconName>(['next', 'back', 'undo', 'skip']);

/** A drawing beside a word; the word carries the meaning, so the drawing is silent. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg
      className={pointing.has(name) ? `${styles.icon} ${styles.pointing}` : styles.icon}
      viewBox="0 0 16 16"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  );
}
