import { memo, type ReactNode } from 'react';
import { useT } from '../app/i18n.js';
import styles from './DataTable.module.css';

export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  /** A grid track: `minmax(10rem, 2fr)`, `6rem`. */
  readonly width: string;
  cell(row: Row): ReactNode;
  readonly numeric?: boolean;
}

interface DataTableRowProps<Row> {
  readonly row: Row;
  readonly id: string;
  readonly index: number;
  readonly label: string | undefined;
  readonly columns: ReadonlyArray<Column<Row>>;
  readonly template: string;
  /** In pixels. */
  readonly height: number;
  /** Absent where rows cannot be selected. */
  readonly selected: boolean | undefined;
  readonly current: boolean;
  readonly opens: boolean;
  onOpen(row: Row): void;
  onPick(id: string, withShift: boolean): void;
}

/** One row of a table; drawn again only when something in it is another. */
export const DataTableRow = memo(function DataTableRow(props: DataTableRowProps<unknown>) {
  const { row, id, index, label, columns, template, height, selected, current, opens, onOpen, onPick } = props;
  const t = useT();
  return (
    <div
      id={`row-${id}`}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      aria-label={label}
      className={`${styles.row} ${current ? styles.current : ''} ${selected ? styles.selected : ''} ${opens ? styles.opens : ''}`}
      style={{
        gridTemplateColumns: template,
        blockSize: `${height}px`,
        transform: `translateY(${index * height}px)`,
      }}
      onClick={() => onOpen(row)}
    >
      {selected === undefined ? null : (
        <span role="gridcell" className={styles.box} onClick={(event) => event.stopPropagation()}>
          <input
            type="checkbox"
            tabIndex={-1}
            checked={selected}
            aria-label={t('table.select', { row: label ?? id })}
            onChange={(event) => onPick(id, event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey)}
          />
        </span>
      )}
      {columns.map((column) => (
        <span key={column.id} role="gridcell" className={column.numeric ? styles.numeric : styles.cell}>
          {column.cell(row)}
        </span>
      ))}
    </div>
  );
});
