import { useSearchParams } from 'react-router';
import { useT } from '../../app/i18n.js';
import { useTitle } from '../../app/use-title.js';
import { Tabs } from '../../ui/Tabs.js';
import { FailedJobs } from './FailedJobs.js';
import { JobQueues } from './JobQueues.js';
import { Orders } from './Orders.js';
import styles from './JobsPage.module.css';

const TABS = ['orders', 'queues', 'failed'] as const;

/** What the machines do: orders on their way to platforms, kinds of job, what failed or is stuck, and the way to try again. */
export function JobsPage() {
  const t = useT();
  useTitle(t('place.jobs'));
  const [params, setParams] = useSearchParams();
  const selected = TABS.find((tab) => tab === params.get('tab')) ?? 'orders';
  return (
    <div className={styles.page}>
      <h1>{t('place.jobs')}</h1>
      <Tabs
        label={t('place.jobs')}
        selected={selected}
        onSelect={(tab) => setParams(tab === 'orders' ? {} : { tab }, { replace: true })}
        tabs={[
          { id: 'orders', label: t('jobs.orders'), panel: () => <Orders /> },
          { id: 'queues', label: t('jobs.kinds'), panel: () => <JobQueues /> },
          { id: 'failed', label: t('jobs.failed'), panel: () => <FailedJobs /> },
        ]}
      />
    </div>
  );
}
