import { useQuery } from '@apollo/client/react';
import { formatNumber, formatShare } from '../../app/format.js';
import { hasMessage, useT } from '../../app/i18n.js';
import { SecondLookOverturnDocument } from '../../gql/second-looks.js';
import { Failure } from '../../ui/Failure.js';
import { Skeleton } from '../../ui/Skeleton.js';
import { isSmall } from './figure-rules.js';
import styles from './second-looks.module.css';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly total: number;
  readonly upheld: number;
  readonly reversed: number;
  readonly rate: number | null | undefined;
  readonly lower: number | null | undefined;
  readonly upper: number | null | undefined;
}

function OverturnTable({ caption, rows }: { readonly caption: string; readonly rows: readonly Row[] }) {
  const t = useT();
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{caption}</th>
            <th scope="col">{t('secondLooks.items')}</th>
            <th scope="col">{t('secondLooks.outcome.upheld')}</th>
            <th scope="col">{t('secondLooks.outcome.reversed')}</th>
            <th scope="col">{t('secondLooks.share')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">{row.name}</th>
              <td>{formatNumber(row.total)}</td>
              <td>{formatNumber(row.upheld)}</td>
              <td>{formatNumber(row.reversed)}</td>
              <td>
                {typeof row.rate === 'number'
                  ? t(isSmall(row.upheld + row.reversed) ? 'secondLooks.shareSmall' : 'secondLooks.shareIs', {
                      share: formatShare(row.rate),
                      lower: formatShare(row.lower ?? 0),
                      upper: formatShare(row.upper ?? 1),
                    })
                  : '–'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** How the answers came out: by the basis of appeals, by policy, by measure. */
export function Overturn({ groupId }: { readonly groupId: string }) {
  const t = useT();
  const { data, error, refetch } = useQuery(SecondLookOverturnDocument, {
    variables: { id: groupId },
    fetchPolicy: 'cache-and-network',
    pollInterval: 15_000,
  });
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={3} />;
  const { byBasis, byReason } = data.secondLookGroup;
  const named = (key: string, code: string) => (hasMessage(key) ? t(key) : code);
  const bases = byBasis
    .filter((row) => row.submitted > 0)
    .map((row) => ({
      ...row,
      id: row.basis,
      name: named(`secondLooks.basis.${row.basis}`, row.basis),
      total: row.submitted,
      reversed: row.reversed + row.partiallyReversed,
      rate: row.overturnRate,
    }));
  const reasons = (kind: string) =>
    byReason
      .filter((row) => row.kind === kind)
      .map((row) => ({ ...row, id: row.code, name: named(`measure.${row.code}`, row.code), rate: row.overturnRate }));
  return (
    <>
      {bases.length > 0 ? <OverturnTable caption={t('secondLooks.byBasis')} rows={bases} /> : null}
      <OverturnTable caption={t('secondLooks.byPolicy')} rows={reasons('policy')} />
      <OverturnTable caption={t('secondLooks.byMeasure')} rows={reasons('measure')} />
    </>
  );
}
