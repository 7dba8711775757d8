import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { formatNumber } from '../../app/format.js';
import { useLanguage, useT } from '../../app/i18n.js';
import {
  DeleteRoutingRuleDocument,
  OrderRoutingRulesDocument,
  SettingsRoutingDocument,
  type RulePartsFragment,
  type SettingsRoutingQuery,
} from '../../gql/settings.js';
import { Banner } from '../../ui/Banner.js';
import { Button } from '../../ui/Button.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { Failure } from '../../ui/Failure.js';
import { Section } from '../../ui/Section.js';
import { Skeleton } from '../../ui/Skeleton.js';
import { StatusBadge } from '../../ui/StatusBadge.js';
import { UserText } from '../../ui/UserText.js';
import { Deadlines } from './Deadlines.js';
import { RoutingTest } from './RoutingTest.js';
import { RuleDialog } from './RuleDialog.js';
import { moved } from './routing-order-rules.js';
import styles from './Settings.module.css';
import { useSave } from './use-save.js';

export type RoutingNames = Pick<SettingsRoutingQuery, 'queues' | 'platforms' | 'policies'>;

/** What a rule asks for, in words. */
export function useConditionWords(names: RoutingNames): (rule: RulePartsFragment) => string {
  const t = useT();
  const named = (ids: readonly string[] | null | undefined, list: ReadonlyArray<{ id: string; name: string }>) =>
    (ids ?? []).map((id) => list.find((each) => each.id === id)?.name ?? id);
  return ({ conditions }) => {
    const parts = [
      named(conditions.platformIds, names.platforms),
      (conditions.sourceKinds ?? []).map((kind) => t(`sourceKind.${kind}`)),
      named(
        conditions.policyIds,
        names.policies.map((policy) => ({ id: policy.id, name: policy.current.title })),
      ),
      conditions.languages ?? [],
      (conditions.subjectKinds ?? []).map((kind) => t(`subjectKind.${kind}`)),
      (conditions.categories ?? []).map((category) => t(`category.${category}`)),
      conditions.audienceAtLeast
        ? [t('routing.audienceAtLeast', { count: formatNumber(conditions.audienceAtLeast) })]
        : [],
    ];
    const words = parts.filter((part) => part.length > 0).map((part) => part.join(t('routing.or')));
    return words.length > 0 ? words.join(t('routing.and')) : t('routing.always');
  };
}

/** The ordered rules that send a flag's case to a queue, with "where would this flag go?". */
export function RoutingPanel() {
  const t = useT();
  const language = useLanguage();
  const { data, error, refetch } = useQuery(SettingsRoutingDocument, {
    variables: { language },
    fetchPolicy: 'cache-and-network',
  });
  const [editing, setEditing] = useState<RulePartsFragment | 'new'>();
  const reorder = useSave(OrderRoutingRulesDocument);
  const remove = useSave(DeleteRoutingRuleDocument);
  const wordsOf = useConditionWords(data ?? { queues: [], platforms: [], policies: [] });
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={6} tall />;
  const rules = [...data.routingRules].sort((a, b) => a.position - b.position);
  const move = (index: number, by: number) =>
    reorder.send(
      {
        ids: moved(
          rules.map((rule) => rule.id),
          index,
          by,
        ),
        language,
      },
      () => void refetch(),
    );
  const failed = reorder.otherError([]) ?? remove.otherError([]);
  return (
    <div className={styles.panel}>
      <div className={styles.head}>
        <p className={styles.words}>{t('routing.words')}</p>
        <Button onClick={() => setEditing('new')}>{t('routing.new')}</Button>
      </div>
      {failed ? <Banner tone="danger" urgent title={failed} /> : null}
      {rules.length === 0 ? <EmptyState title={t('routing.none')} /> : null}
      <ol className={styles.list}>
        {rules.map((rule, index) => (
          <li key={rule.id} className={styles.line}>
            <span className={styles.name}>
              <span className={styles.place}>{formatNumber(index + 1)}</span>
              <UserText inline text={rule.name} />
              {rule.active ? null : <StatusBadge tone="waiting">{t('settings.inactive')}</StatusBadge>}
            </span>
            <span className={styles.more}>
              <span>{wordsOf(rule)}</span>
              <span>{t('routing.to', { queue: rule.queue.name })}</span>
            </span>
            <span className={styles.acts}>
              <Button small look="quiet" disabled={index === 0} onClick={() => move(index, -1)}>
                {t('routing.earlier')}
              </Button>
              <Button small look="quiet" disabled={index === rules.length - 1} onClick={() => move(index, 1)}>
                {t('routing.later')}
              </Button>
              <Button small onClick={() => setEditing(rule)}>
                {t('settings.edit')}
              </Button>
              <Button
                small
                look="quiet"
                busy={remove.busy}
                onClick={() => remove.send({ id: rule.id }, () => void refetch())}
              >
                {t('settings.remove')}
              </Button>
            </span>
          </li>
        ))}
      </ol>
      <Section title={t('routing.test')}>
        <RoutingTest names={data} />
      </Section>
      <Section title={t('deadlines.title')}>
        <Deadlines rules={data.deadlineRules} priorities={data.priorityRules} />
      </Section>
      {editing ? (
        <RuleDialog
          rule={editing === 'new' ? undefined : editing}
          names={data}
          onClose={() => setEditing(undefined)}
          onSaved={() => {
            setEditing(undefined);
            void refetch();
          }}
        />
      ) : null}
    </div>
  );
}
