import { useNavigate, useParams } from 'react-router';
import type { ReactNode } from 'react';
import { useT, type MessageKey } from '../../app/i18n.js';
import { useViewer } from '../../app/session.js';
import { useTitle } from '../../app/use-title.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { Tabs } from '../../ui/Tabs.js';
import { ChangesPanel } from './ChangesPanel.js';
import { KeysPanel } from './KeysPanel.js';
import { NoticesPanel } from './NoticesPanel.js';
import { NumbersPanel } from './NumbersPanel.js';
import { PeoplePanel } from './PeoplePanel.js';
import { PlatformsPanel } from './PlatformsPanel.js';
import { PoliciesPanel } from './PoliciesPanel.js';
import { QueuesPanel } from './QueuesPanel.js';
import { ReasonsPanel } from './ReasonsPanel.js';
import { RoutingPanel } from './RoutingPanel.js';
import { WellnessPanel } from './WellnessPanel.js';
import styles from './Settings.module.css';

interface SettingsTab {
  readonly id: string;
  readonly label: MessageKey;
  /** Shown to whoever holds one of these. */
  readonly permissions: readonly string[];
  readonly panel: () => ReactNode;
}

const TABS: readonly SettingsTab[] = [
  { id: 'policies', label: 'settings.policies', permissions: ['policy.read'], panel: () => <PoliciesPanel /> },
  { id: 'queues', label: 'settings.queues', permissions: ['queue.manage'], panel: () => <QueuesPanel /> },
  { id: 'routing', label: 'settings.routing', permissions: ['routing.manage'], panel: () => <RoutingPanel /> },
  { id: 'numbers', label: 'settings.numbers', permissions: ['setting.read'], panel: () => <NumbersPanel /> },
  { id: 'notices', label: 'settings.notices', permissions: ['notice.read'], panel: () => <NoticesPanel /> },
  { id: 'people', label: 'settings.people', permissions: ['people.read'], panel: () => <PeoplePanel /> },
  { id: 'platforms', label: 'settings.platforms', permissions: ['platform.read'], panel: () => <PlatformsPanel /> },
  { id: 'keys', label: 'settings.keys', permissions: ['key.manage'], panel: () => <KeysPanel /> },
  { id: 'reasons', label: 'settings.reasons', permissions: ['appeal.manage'], panel: () => <ReasonsPanel /> },
  { id: 'changes', label: 'settings.changes', permissions: ['change.approve'], panel: () => <ChangesPanel /> },
  { id: 'wellness', label: 'settings.wellness', permissions: ['self.use'], panel: () => <WellnessPanel /> },
];

/** What a supervisor or an administrator sets up; what needs a second person says so where it is done. */
export function SettingsPage() {
  const t = useT();
  useTitle(t('place.settings'));
  const { permissions } = useViewer();
  const navigate = useNavigate();
  const { tab } = useParams();
  const tabs = TABS.filter((each) => each.permissions.some((permission) => permissions.includes(permission)));
  const selected = (tabs.find((each) => each.id === tab) ?? tabs[0])?.id;
  if (selected === undefined) return <EmptyState title={t('error.forbidden')} />;
  return (
    <div className={styles.page}>
      <h1>{t('place.settings')}</h1>
      <Tabs
        label={t('place.settings')}
        selected={selected}
        onSelect={(id) => void navigate(`/settings/${id}`, { replace: true })}
        tabs={tabs.map((each) => ({ id: each.id, label: t(each.label), panel: each.panel }))}
      />
    </div>
  );
}
