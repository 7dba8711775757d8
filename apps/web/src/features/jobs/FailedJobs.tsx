import { useMutation, useQuery } from '@apollo/client/react';
import { useSearchParams } from 'react-router';
import { errorWords } from '../../app/errors.js';
import { useT } from '../../app/i18n.js';
import { newKey } from '../../app/keys.js';
import { notify } from '../../app/notices.js';
import { useMay } from '../../app/session.js';
import { FailedJobsDocument, JobQueuesDocument, RetryJobDocument } from '../../gql/jobs.js';
import { Button } from '../../ui/Button.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { Failure } from '../../ui/Failure.js';
import { SelectField } from '../../ui/Field.js';
import { Skeleton } from '../../ui/Skeleton.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import styles from './JobsPage.module.css';

/** Jobs of one kind that spent their attempts, with the last reason. */
export function FailedJobs() {
  const t = useT();
  const [params, setParams] = useSearchParams();
  const kinds = useQuery(JobQueuesDocument, { fetchPolicy: 'cache-and-network' });
  const names = kinds.data?.jobQueues.map((queue) => queue.name) ?? [];
  const queue = params.get('kind') ?? kinds.data?.jobQueues.find((each) => each.failed > 0)?.name ?? names[0] ?? '';
  const { data, error, loading, refetch } = useQuery(FailedJobsDocument, {
    variables: { queue, state: 'failed', first: 100 },
    skip: queue === '',
    fetchPolicy: 'cache-and-network',
  });
  const [send] = useMutation(RetryJobDocument);
  const mayRetry = useMay('job.retry');
  const retry = (id: string) => {
    send({ variables: { key: newKey(), queue, id } }).then(
      () => refetch(),
      (failure: unknown) => notify(errorWords(failure, t), 'danger'),
    );
  };
  return (
    <div className={styles.panel}>
      <SelectField
        label={t('jobs.kind')}
        value={queue}
        onChange={(event) => setParams({ tab: 'failed', kind: event.currentTarget.value }, { replace: true })}
        options={names.map((name) => ({ value: name, label: name }))}
      />
      {error && !data ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {loading && !data ? <Skeleton lines={4} tall /> : null}
      {data && data.jobs.length === 0 ? <EmptyState title={t('jobs.noneFailed')} /> : null}
      <ul className={styles.failures}>
        {(data?.jobs ?? []).map((job) => (
          <li key={job.id} className={styles.failure}>
            <code dir="ltr" className={styles.reason}>
              {job.failedReason ?? job.id}
            </code>
            <TimeAgo at={job.createdAt} />
            {mayRetry ? (
              <Button small onClick={() => retry(job.id)}>
                {t('jobs.retry')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </div>
  );
}
