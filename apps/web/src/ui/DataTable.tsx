import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useT } from '../app/i18n.js';
import { useShortcut } from '../app/use-shortcut.js';
import { DataTableRow, type Column } from './DataTableRow.js';
import { selectTo, toggled } from './selection-rules.js';
import { useLatest } from './use-latest.js';
import { useRowWindow } from './use-row-window.js';
import styles from './DataTable.module.css';

export type { Column } from './DataTableRow.js';

interface DataTableProps<Row> {
  readonly label: string;
  readonly columns: ReadonlyArray<Column<Row>>;
  readonly rows: readonly Row[];
  readonly rowId: (row: Row) => string;
  readonly onOpen?: (row: Row) => void;
  /** With it, rows can be selected: X, Shift+X, or their box. */
  readonly selected?: ReadonlySet<string>;
  readonly onSelect?: (selected: ReadonlySet<string>) => void;
  /** Called near the end of what is loaded. */
  readonly onNearEnd?: () => void;
  readonly loadingMore?: boolean;
  readonly rowHeight?: number;
  /** Words for a row, read when it becomes the current one. */
  readonly rowLabel?: (row: Row) => string;
}

/**
 * A long list of rows: only those in sight are made, J and K move, Enter opens, X selects.
 * The place a person is at is kept by the row's id, so rows that arrive or leave do not move it.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const {
    label,
    columns,
    rows,
    rowId,
    onOpen,
    selected,
    onSelect,
    onNearEnd,
    loadingMore = false,
    rowHeight = 36,
    rowLabel,
  } = props;
  const t = useT();
  const scroller = useRef<HTMLDivElement>(null);
  const [currentId, setCurrentId] = useState<string>();
  const [anchorId, setAnchorId] = useState<string>();
  const found = useMemo(
    () => (currentId === undefined ? -1 : rows.findIndex((row) => rowId(row) === currentId)),
    [rows, rowId, currentId],
  );
  const current = found < 0 ? 0 : found;
  const { first, last, show } = useRowWindow(scroller, rows.length, rowHeight);
  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - 20) onNearEnd?.();
  }, [last, rows.length, onNearEnd]);

  const moveTo = (index: number) => {
    const clamped = Math.min(rows.length - 1, Math.max(0, index));
    const row = rows[clamped];
    if (row === undefined) return;
    setCurrentId(rowId(row));
    show(clamped);
  };
  const step = (by: number) => moveTo(found < 0 ? 0 : current + by);
  const open = () => {
    const row = rows[current];
    if (row !== undefined) onOpen?.(row);
  };
  const select = useLatest((id: string) => {
    setAnchorId(id);
    onSelect?.(toggled(selected ?? new Set(), id));
  });
  const extend = (id: string) => onSelect?.(selectTo(selected ?? new Set(), rows.map(rowId), anchorId, id));
  const openRow = useLatest((row: Row) => {
    setCurrentId(rowId(row));
    onOpen?.(row);
  });
  const pick = useLatest((id: string, withShift: boolean) => {
    setCurrentId(id);
    if (withShift) extend(id);
    else select(id);
  });
  const currentRow = rows[current];
  const selectable = selected !== undefined && onSelect !== undefined;

  useShortcut('listNext', () => step(1), rows.length > 0);
  useShortcut('listPrevious', () => step(-1), rows.length > 0);
  useShortcut('listOpen', open, rows.length > 0 && onOpen !== undefined && found >= 0);
  useShortcut('listSelect', () => currentRow !== undefined && select(rowId(currentRow)), selectable && rows.length > 0);
  useShortcut(
    'listSelectTo',
    () => currentRow !== undefined && extend(rowId(currentRow)),
    selectable && rows.length > 0,
  );
  useShortcut('listClear', () => onSelect?.(new Set()), selectable && selected.size > 0);

  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / rowHeight) - 1);
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: current + (found < 0 ? 0 : 1),
      ArrowUp: current - 1,
      PageDown: current + page,
      PageUp: current - page,
      Home: 0,
      End: rows.length - 1,
    };
    const target = moves[event.key];
    if (target === undefined) return;
    event.preventDefault();
    moveTo(target);
  };

  const template = `${selectable ? '2rem ' : ''}${columns.map((column) => column.width).join(' ')}`;
  return (
    <div className={styles.frame}>
      <div
        ref={scroller}
        className={styles.scroller}
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-multiselectable={selectable || undefined}
        aria-activedescendant={found >= 0 && currentId !== undefined ? `row-${currentId}` : undefined}
        onKeyDown={onKeyDown}
      >
        <div className={styles.head} role="row" aria-rowindex={1} style={{ gridTemplateColumns: template }}>
          {selectable ? (
            <span role="columnheader" className={styles.headCell}>
              <span className="visually-hidden">{t('table.selected')}</span>
            </span>
          ) : null}
          {columns.map((column) => (
            <span key={column.id} role="columnheader" className={column.numeric ? styles.numericHead : styles.headCell}>
              {column.header}
            </span>
          ))}
        </div>
        <div className={styles.body} role="rowgroup" style={{ blockSize: `${rows.length * rowHeight}px` }}>
          {rows.slice(first, last + 1).map((row, offset) => {
            const index = first + offset;
            const id = rowId(row);
            return (
              <DataTableRow
                // A row that leaves at one end is the one that comes in at the other: what it is made of stays.
                key={index % (last - first + 1)}
                row={row}
                id={id}
                index={index}
                label={rowLabel?.(row)}
                columns={columns}
                template={template}
                height={rowHeight}
                selected={selectable ? selected.has(id) : undefined}
                current={id === currentId}
                opens={onOpen !== undefined}
                onOpen={openRow}
                onPick={pick}
              />
            );
          })}
        </div>
        {loadingMore ? <p className={styles.more}>{t('loading')}</p> : null}
      </div>
    </div>
  );
}
