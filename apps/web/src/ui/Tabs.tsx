import { Tab, TabList, TabPanel, TabProvider } from '@ariakit/react/tab';
import type { ReactNode } from 'react';
import { useLanguage } from '../app/i18n.js';
import styles from './Tabs.module.css';

interface TabsProps<Id extends string> {
  readonly label: string;
  readonly tabs: ReadonlyArray<{ readonly id: Id; readonly label: ReactNode; readonly panel: () => ReactNode }>;
  readonly selected: Id;
  /** Put the choice into the URL, so that a tab can be linked to. */
  readonly onSelect: (id: Id) => void;
}

/** Places within a page; only the selected one is made. */
export function Tabs<Id extends string>({ label, tabs, selected, onSelect }: TabsProps<Id>) {
  const rtl = useLanguage() === 'ar';
  const choose = (id: string | null | undefined) => {
    const tab = tabs.find((each) => each.id === id);
    if (tab) onSelect(tab.id);
  };
  return (
    <TabProvider selectedId={selected} setSelectedId={choose} selectOnMove={false} rtl={rtl}>
      <TabList className={styles.list} aria-label={label}>
        {tabs.map((tab) => (
          <Tab key={tab.id} id={tab.id} className={styles.tab}>
            {tab.label}
          </Tab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} tabId={tab.id} className={styles.panel} unmountOnHide>
          {tab.id === selected ? tab.panel() : null}
        </TabPanel>
      ))}
    </TabProvider>
  );
}
