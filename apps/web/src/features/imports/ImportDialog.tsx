import { useQuery, useSubscription } from '@apollo/client/react';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { formatBytes, formatNumber, formatShare } from '../../app/format.js';
import { hasMessage, useT } from '../../app/i18n.js';
import { ImportChangedDocument, ImportOneDocument, ImportRefusalsDocument } from '../../gql/imports.js';
import { Banner } from '../../ui/Banner.js';
import { Button } from '../../ui/Button.js';
import { Dialog } from '../../ui/Dialog.js';
import { Failure } from '../../ui/Failure.js';
import { Skeleton } from '../../ui/Skeleton.js';
import { UserText } from '../../ui/UserText.js';
import styles from './ImportsPage.module.css';

interface Refusals {
  readonly id: string;
  readonly count: number;
}

function RefusalList({ id, count }: Refusals) {
  const t = useT();
  const { data, error, loading, refetch, fetchMore } = useQuery(ImportRefusalsDocument, {
    variables: { id, first: 100 },
    fetchPolicy: 'cache-and-network',
  });
  const seen = useRef(count);
  useEffect(() => {
    if (seen.current !== count) void refetch();
    seen.current = count;
  }, [count, refetch]);
  const page = data?.import.refusals.pageInfo;
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={4} />;
  const lines = data.import.refusals.nodes;
  const csv = () => {
    const quote = (value: string) => `"${value.replaceAll('"', '""')}"`;
    const text = [
      'line,field,code,message',
      ...lines.map((line) => [String(line.line), line.field ?? '', line.code, line.message].map(quote).join(',')),
    ].join('\r\n');
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
    link.download = 'refused.csv';
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <>
      <table className={styles.refusals}>
        <thead>
          <tr>
            <th scope="col">{t('import.line')}</th>
            <th scope="col">{t('import.field')}</th>
            <th scope="col">{t('import.reason')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => {
            const key = `refusal.${line.code}`;
            return (
              <tr key={line.line}>
                <td>{formatNumber(line.line)}</td>
                <td dir="ltr">{line.field ?? ''}</td>
                <td title={line.raw ?? undefined}>{hasMessage(key) ? t(key) : line.message}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <div className={styles.send}>
        {page?.hasNextPage && page.endCursor ? (
          <Button
            small
            busy={loading}
            onClick={() => void fetchMore({ variables: { after: page.endCursor } }).catch(() => undefined)}
          >
            {t('list.more')}
          </Button>
        ) : null}
        <Button small onClick={csv}>
          {t('import.csv')}
        </Button>
      </div>
    </>
  );
}

/** Subjects that an export was about, at most ten, as the import wrote them down. */
function subjectsOf(result: Readonly<Record<string, unknown>> | undefined): { subjectId: string; caseId?: string }[] {
  const list: unknown = result?.['subjects'];
  if (!Array.isArray(list)) return [];
  return list.slice(0, 10).flatMap((entry: unknown) => {
    if (typeof entry !== 'object' || entry === null || !('subjectId' in entry)) return [];
    const caseId = 'caseId' in entry && typeof entry.caseId === 'string' ? { caseId: entry.caseId } : {};
    return typeof entry.subjectId === 'string' ? [{ subjectId: entry.subjectId, ...caseId }] : [];
  });
}

interface ImportDialogProps {
  readonly id: string;
  readonly onClose: () => void;
  readonly onFinished: () => void;
}

/** One import while it works and after: how far, what came in, what was refused and why. */
export function ImportDialog({ id, onClose, onFinished }: ImportDialogProps) {
  const t = useT();
  const { data, error, refetch, startPolling, stopPolling } = useQuery(ImportOneDocument, {
    variables: { id },
    fetchPolicy: 'cache-and-network',
  });
  useSubscription(ImportChangedDocument, { variables: { id } });
  const row = data?.import;
  const working = row !== undefined && (row.state === 'waiting' || row.state === 'running');
  const wasWorking = useRef(false);
  useEffect(() => {
    // The subscription tells at once; asking now and then covers a socket that was cut.
    if (working) startPolling(2_000);
    else stopPolling();
    if (wasWorking.current && !working) onFinished();
    wasWorking.current = working;
  }, [working, startPolling, stopPolling, onFinished]);
  const made = subjectsOf(row?.result);
  return (
    <Dialog open wide onClose={onClose} title={row?.fileName ?? t('place.imports')}>
      {error && !data ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {row === undefined ? (
        <Skeleton lines={4} />
      ) : (
        <div className={styles.detail}>
          {working ? (
            <div className={styles.send} role="status">
              <progress
                className={styles.progress}
                max={row.byteSize}
                value={row.bytesDone}
                aria-label={t('import.reading')}
              />
              <span>
                {formatShare(row.byteSize > 0 ? row.bytesDone / row.byteSize : 0)} · {formatBytes(row.byteSize)}
              </span>
            </div>
          ) : null}
          {row.state === 'failed' ? (
            <Banner tone="danger" urgent title={t('import.failed')}>
              <p dir="auto">
                <UserText
                  inline
                  text={[
                    row.errorCode ?? '',
                    ...Object.entries(row.errorDetails ?? {}).map(([name, value]) => `${name} ${String(value)}`),
                  ].join(' · ')}
                />
              </p>
              <p>{t('import.nothingWritten')}</p>
            </Banner>
          ) : null}
          <dl className={styles.counts}>
            <div>
              <dt>{t('import.rows')}</dt>
              <dd>{formatNumber(row.rowCount)}</dd>
            </div>
            <div>
              <dt>{t('import.accepted')}</dt>
              <dd>{formatNumber(row.acceptedCount)}</dd>
            </div>
            <div>
              <dt>{t('import.repeated')}</dt>
              <dd>{formatNumber(row.repeatedCount)}</dd>
            </div>
            <div>
              <dt>{t('import.refusedCount')}</dt>
              <dd>{formatNumber(row.refusedCount)}</dd>
            </div>
          </dl>
          <div className={styles.send}>
            {made.map(({ subjectId, caseId }) => (
              <span key={subjectId} className={styles.send}>
                {caseId ? <Link to={`/cases/${caseId}`}>{t('audit.openCase')}</Link> : null}
                <Link to={`/subjects/${subjectId}`}>{t('audit.openSubject')}</Link>
              </span>
            ))}
          </div>
          {row.refusedCount > 0 ? <RefusalList id={id} count={row.refusedCount} /> : null}
        </div>
      )}
    </Dialog>
  );
}
