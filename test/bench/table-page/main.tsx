import '../../../apps/web/src/theme/tokens.css';
import '../../../apps/web/src/theme/base.css';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { followLanguage } from '../../../apps/web/src/app/i18n.js';
import { useCaseColumns } from '../../../apps/web/src/features/queues/case-columns.js';
import { filterFromAddress } from '../../../apps/web/src/features/queues/queue-filter-rules.js';
import type { CaseRowFragment } from '../../../apps/web/src/gql/queues.js';
import { DataTable } from '../../../apps/web/src/ui/DataTable.js';

const QUEUE = '0195a0a0-0000-7000-8000-000000000001';
const titles = ['Evening bulletin', 'نشرة المساء', 'Вечерний выпуск', 'Le bulletin du soir'];

function caseRow(n: number): CaseRowFragment {
  const id = `0195a0a0-0000-7000-9000-${String(n).padStart(12, '0')}`;
  const opened = Date.now() - n * 1_000;
  return {
    ...{ __typename: 'Case', id, number: n + 1, kind: 'flagged', category: 'general', state: 'open', version: 1 },
    ...{ dueAt: new Date(opened + 86_400_000).toISOString(), openedAt: new Date(opened).toISOString() },
    ...{
      breached: false,
      headStartMinutes: 30,
      flagCount: 1 + (n % 40),
      sourceCount: 1,
      strongestSource: 'user_report',
    },
    ...{ language: 'ar', leaseExpiresAt: null, holdUntil: null, round: 1, claimedBy: null, policy: null },
    subject: {
      ...{ __typename: 'Subject', id, kind: 'channel', handle: `channel_${n}`, nativeId: String(n), audience: n * 7 },
      title: `${titles[n % titles.length]} ${n}`,
      platform: { __typename: 'Platform', id: QUEUE, name: 'Telegram', kind: 'telegram' },
    },
    assignedTo: n % 3 === 0 ? { __typename: 'Person', id, name: `Person ${n % 10}` } : null,
    queue: { __typename: 'Queue', id: QUEUE, name: 'Measured' },
  } as unknown as CaseRowFragment;
}

const rows = Array.from({ length: 100_000 }, (_unused, n) => caseRow(n));
const filter = filterFromAddress(new URLSearchParams());

function Page() {
  const columns = useCaseColumns(QUEUE, filter);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  return (
    <DataTable
      label="Cases"
      columns={columns}
      rows={rows}
      rowId={(row) => row.id}
      rowLabel={(row) => String(row.number)}
      selected={selected}
      onSelect={setSelected}
    />
  );
}

await followLanguage();
const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root.');
createRoot(root).render(<Page />);
