import { useLazyQuery } from '@apollo/client/react';
import { useState, type FormEvent } from 'react';
import { formatDuration } from '../../app/format.js';
import { hasMessage, useLanguage, useT } from '../../app/i18n.js';
import { TestRoutingDocument } from '../../gql/settings.js';
import { Button } from '../../ui/Button.js';
import { Failure } from '../../ui/Failure.js';
import { SelectField, TextField } from '../../ui/Field.js';
import { Icon } from '../../ui/Icon.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import { UserText } from '../../ui/UserText.js';
import { oneOf, SOURCE_KINDS, SUBJECT_KINDS, useOptions } from './choices.js';
import type { RoutingNames } from './RoutingPanel.js';
import styles from './Settings.module.css';

/** "Where would this flag go?": the queue, the rule that sent it there, why the others did not, and when it would be due. */
export function RoutingTest({ names }: { readonly names: RoutingNames }) {
  const t = useT();
  const language = useLanguage();
  const [ask, { data, error, loading }] = useLazyQuery(TestRoutingDocument, { fetchPolicy: 'network-only' });
  const [platformId, setPlatformId] = useState(names.platforms[0]?.id ?? '');
  const [sourceKind, setSourceKind] = useState<(typeof SOURCE_KINDS)[number]>('user_report');
  const [policyId, setPolicyId] = useState('');
  const [subjectKind, setSubjectKind] = useState<(typeof SUBJECT_KINDS)[number]>('channel');
  const [flagLanguage, setFlagLanguage] = useState('ar');
  const [audience, setAudience] = useState('1000');
  const sources = useOptions(SOURCE_KINDS, (value) => `sourceKind.${value}`);
  const subjects = useOptions(SUBJECT_KINDS, (value) => `subjectKind.${value}`);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const input = {
      platformId,
      sourceKind,
      subjectKind,
      policyId: policyId || null,
      language: flagLanguage.trim() || null,
      audience: audience === '' ? null : Number(audience),
    };
    void ask({ variables: { input, language } }).catch(() => undefined);
  };
  const result = data?.testRouting;
  return (
    <form className={styles.stack} onSubmit={submit}>
      <div className={styles.pair}>
        <SelectField
          label={t('import.platform')}
          value={platformId}
          options={names.platforms.map((each) => ({ value: each.id, label: each.name }))}
          onChange={(event) => setPlatformId(event.currentTarget.value)}
        />
        <SelectField
          label={t('routing.source')}
          value={sourceKind}
          options={sources}
          onChange={(event) => setSourceKind(oneOf(SOURCE_KINDS, event.currentTarget.value, 'user_report'))}
        />
        <SelectField
          label={t('routing.policy')}
          value={policyId}
          options={[
            { value: '', label: t('routing.noPolicy') },
            ...names.policies.map((policy) => ({ value: policy.id, label: policy.current.title })),
          ]}
          onChange={(event) => setPolicyId(event.currentTarget.value)}
        />
        <SelectField
          label={t('routing.subject')}
          value={subjectKind}
          options={subjects}
          onChange={(event) => setSubjectKind(oneOf(SUBJECT_KINDS, event.currentTarget.value, 'channel'))}
        />
        <TextField
          label={t('routing.language')}
          dir="ltr"
          value={flagLanguage}
          onChange={(event) => setFlagLanguage(event.currentTarget.value)}
        />
        <TextField
          label={t('routing.audience')}
          type="number"
          min={0}
          value={audience}
          onChange={(event) => setAudience(event.currentTarget.value)}
        />
      </div>
      <div>
        <Button type="submit" busy={loading}>
          {t('routing.ask')}
        </Button>
      </div>
      {error ? <Failure error={error} /> : null}
      {result ? (
        <div className={styles.result} role="status">
          <p className={styles.name}>
            <UserText inline text={result.queue.name} />
          </p>
          <p className={styles.more}>
            <span>{result.matchedRule ? t('routing.by', { rule: result.matchedRule.name }) : t('routing.byNone')}</span>
            <span>
              {t('routing.due')} <TimeAgo at={result.dueAt} as="absolute" />
            </span>
            <span>{t('policies.headStart', { duration: formatDuration(result.headStartMinutes * 60_000) })}</span>
          </p>
          <ol className={styles.trials}>
            {result.tried.map((trial) => {
              const key = `routing.because.${trial.because}`;
              return (
                <li key={trial.rule.id}>
                  <Icon name={trial.matched ? 'check' : 'close'} /> <UserText inline text={trial.rule.name} /> ·{' '}
                  {hasMessage(key) ? t(key) : trial.because}
                </li>
              );
            })}
          </ol>
        </div>
      ) : null}
    </form>
  );
}
