import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { formatNumber } from '../../app/format.js';
import { useT } from '../../app/i18n.js';
import { useMay } from '../../app/session.js';
import { useTitle } from '../../app/use-title.js';
import {
  CollateralOneDocument,
  ProposeToRegisterDocument,
  type CollateralPartsFragment,
} from '../../gql/collateral.js';
import { Banner } from '../../ui/Banner.js';
import { Button } from '../../ui/Button.js';
import { Failure } from '../../ui/Failure.js';
import { Section } from '../../ui/Section.js';
import { Skeleton } from '../../ui/Skeleton.js';
import { StatusBadge } from '../../ui/StatusBadge.js';
import { SubjectName } from '../../ui/SubjectName.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import { UserText } from '../../ui/UserText.js';
import { FOUND_BY, stateTones, wordOf } from './collateral-words.js';
import { HarmClock } from './HarmClock.js';
import { JudgeDialog } from './JudgeDialog.js';
import { PassPanel } from './PassPanel.js';
import { RemedyPlan } from './RemedyPlan.js';
import styles from './Collateral.module.css';
import { useAct } from './use-act.js';

function Facts({ collateral }: { readonly collateral: CollateralPartsFragment }) {
  const t = useT();
  return (
    <Section title={t('collateral.what')}>
      <dl className={styles.facts}>
        <dt>{t('collateral.who')}</dt>
        <dd>
          <Link to={`/subjects/${collateral.subject.id}`}>
            <SubjectName subject={collateral.subject} copyable={false} />
          </Link>
        </dd>
        <dt>{t('collateral.class')}</dt>
        <dd>
          {t(`class.${collateral.class}`)} · {t(`basis.${collateral.basis}`)}
        </dd>
        <dt>{t('collateral.foundBy')}</dt>
        <dd>
          {t(
            wordOf(
              FOUND_BY,
              collateral.foundBy,
              (code) => `collateralFoundBy.${code}`,
              'collateralFoundBy.decision_finding',
            ),
          )}{' '}
          · <TimeAgo at={collateral.openedAt} as="absolute" />
          {collateral.decision ? (
            <>
              {' · '}
              <Link to={`/cases/${collateral.decision.caseId}`}>
                {t('collateral.decision', { number: collateral.decision.number })}
              </Link>
            </>
          ) : null}
          {collateral.appeal ? (
            <>
              {' · '}
              <Link to={`/appeals/${collateral.appeal.id}`}>
                <span dir="ltr">{collateral.appeal.number}</span>
              </Link>
            </>
          ) : null}
        </dd>
        {collateral.judgedAt ? (
          <>
            <dt>{t('collateral.judged')}</dt>
            <dd>
              {collateral.judgedBy ? <UserText inline text={collateral.judgedBy.name} /> : null}{' '}
              <TimeAgo at={collateral.judgedAt} as="absolute" />
            </dd>
          </>
        ) : null}
        {collateral.note === '' ? null : (
          <>
            <dt>{t('collateral.note')}</dt>
            <dd>
              <UserText text={collateral.note} />
            </dd>
          </>
        )}
      </dl>
    </Section>
  );
}

function Harm({ collateral }: { readonly collateral: CollateralPartsFragment }) {
  const t = useT();
  return (
    <Section title={t('collateral.harm')}>
      <p className={styles.clock}>
        <HarmClock harm={collateral} />
      </p>
      <p className={styles.quiet}>
        {collateral.harmFrom === null ? (
          t('harm.none')
        ) : (
          <>
            {t('harm.from')} <TimeAgo at={collateral.harmFrom} as="absolute" />
            {' · '}
            {collateral.harmUntil === null ? (
              t('harm.running')
            ) : (
              <>
                {t('harm.until')} <TimeAgo at={collateral.harmUntil} as="absolute" />
              </>
            )}
          </>
        )}
      </p>
      <p>
        {collateral.residual.length === 0 ? t('harm.free') : t('harm.residual', { count: collateral.residual.length })}
      </p>
      <ul className={styles.list}>
        {collateral.residual.map((one) => (
          <li key={one.id}>
            {t(`measure.${one.measure}`)} · <TimeAgo at={one.imposedAt} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** One person who was swept up: who, how they were found, what is given back and how far that is, and for how long it hurt. */
export function CollateralCasePage() {
  const t = useT();
  const { id = '' } = useParams();
  const mayWork = useMay('collateral.work');
  const { data, error, refetch } = useQuery(CollateralOneDocument, {
    variables: { id },
    fetchPolicy: 'cache-and-network',
    pollInterval: 5_000,
  });
  const propose = useAct(ProposeToRegisterDocument);
  const [judging, setJudging] = useState<'confirm' | 'reject'>();
  const collateral = data?.collateralCase;
  useTitle(collateral ? t('collateral.title', { number: collateral.number }) : t('place.collateral'));
  if (error && !collateral)
    return (
      <div className={styles.page}>
        <Failure error={error} onRetry={() => void refetch()} />
      </div>
    );
  if (!collateral) return <Skeleton lines={8} tall />;
  const { state } = collateral;
  const judged = state !== 'suspected' && state !== 'rejected';
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>
          <Link to="/collateral">{t('place.collateral')}</Link> <span dir="ltr">{formatNumber(collateral.number)}</span>
        </h1>
        <StatusBadge tone={stateTones[state]}>{t(`collateralState.${state}`)}</StatusBadge>
        {collateral.stillBarred ? (
          <StatusBadge tone="danger" icon="lock">
            {t('collateral.stillBarred')}
          </StatusBadge>
        ) : null}
        {mayWork ? (
          <div className={styles.acts}>
            {state === 'suspected' || state === 'confirmed' ? (
              <Button onClick={() => setJudging('reject')}>{t('collateral.reject')}</Button>
            ) : null}
            {state === 'suspected' || state === 'rejected' ? (
              <Button look="main" onClick={() => setJudging('confirm')}>
                {t('collateral.confirm')}
              </Button>
            ) : null}
          </div>
        ) : null}
      </header>
      <div className={styles.columns}>
        <div className={styles.stack}>
          <Facts collateral={collateral} />
          <RemedyPlan key={collateral.id} collateral={collateral} mayWork={mayWork} />
        </div>
        <div className={styles.stack}>
          <Harm collateral={collateral} />
          <PassPanel collateral={collateral} mayWork={mayWork} />
          {mayWork && judged ? (
            <Section title={t('collateral.register')}>
              <p className={styles.quiet}>{t('collateral.registerWords')}</p>
              {collateral.registerEntryProposed ? (
                <Banner tone="plain" title={t('collateral.registerDone')} />
              ) : (
                <div className={styles.acts}>
                  <Button busy={propose.busy} onClick={() => propose.send({ id: collateral.id })}>
                    {t('collateral.propose')}
                  </Button>
                </div>
              )}
              {propose.failure ? (
                <p className={styles.fault} role="alert">
                  {propose.failure}
                </p>
              ) : null}
            </Section>
          ) : null}
        </div>
      </div>
      {judging ? (
        <JudgeDialog
          collateral={collateral}
          confirm={judging === 'confirm'}
          onClose={() => {
            setJudging(undefined);
            void refetch();
          }}
        />
      ) : null}
    </div>
  );
}
