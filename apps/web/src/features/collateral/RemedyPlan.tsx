import { useState, type FormEvent } from 'react';
import { useT } from '../../app/i18n.js';
import { RemedyCollateralDocument, type CollateralPartsFragment } from '../../gql/collateral.js';
import { Button } from '../../ui/Button.js';
import { Check, TextArea } from '../../ui/Field.js';
import { Section } from '../../ui/Section.js';
import { StatusBadge, type Tone } from '../../ui/StatusBadge.js';
import { SubjectName } from '../../ui/SubjectName.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import { wordOf } from './collateral-words.js';
import styles from './Collateral.module.css';
import { useAct } from './use-act.js';

type Item = CollateralPartsFragment['remedy'][number];

const KINDS = ['measure', 'bar', 'alternate', 'membership'] as const;
const VIAS = ['same_person', 'backup_of', 'successor_of', 'same_operator', 'administers', 'prior_members'] as const;

function Progress({ item }: { readonly item: Item }) {
  const t = useT();
  if (item.done) return <StatusBadge tone="plain">{t('remedy.done')}</StatusBadge>;
  if (!item.order) return <StatusBadge tone={item.chosen ? 'waiting' : 'plain'}>{t('remedy.stands')}</StatusBadge>;
  const tone: Tone = item.order.state === 'failed' || item.order.state === 'stuck' ? 'danger' : 'accent';
  return <StatusBadge tone={tone}>{t('remedy.order', { state: t(`orderState.${item.order.state}`) })}</StatusBadge>;
}

interface RemedyPlanProps {
  readonly collateral: CollateralPartsFragment;
  readonly mayWork: boolean;
}

/** What has to be given back, item by item with its order; the person who remedies chooses. */
export function RemedyPlan({ collateral, mayWork }: RemedyPlanProps) {
  const t = useT();
  const act = useAct(RemedyCollateralDocument);
  const [choices, setChoices] = useState<Readonly<Record<string, boolean>>>({});
  const [rationale, setRationale] = useState('');
  const [asked, setAsked] = useState(false);
  const open = collateral.remedy.filter((item) => !item.order && !item.done && item.restriction?.liftedAt === null);
  const chosen = open.filter((item) => choices[item.id] ?? item.chosen);
  const judged = collateral.state !== 'suspected' && collateral.state !== 'rejected';
  const choosing = mayWork && judged && open.length > 0;
  const missing = asked && rationale.trim() === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (act.busy || rationale.trim() === '' || chosen.length === 0) return;
    act.send(
      { id: collateral.id, version: collateral.version, itemIds: chosen.map((item) => item.id), rationale },
      () => {
        setRationale('');
        setAsked(false);
      },
    );
  };
  return (
    <Section title={t('remedy.title')}>
      {collateral.remedy.length === 0 ? <p className={styles.quiet}>{t('remedy.none')}</p> : null}
      <form className={styles.stack} onSubmit={submit}>
        <ul className={styles.list}>
          {collateral.remedy.map((item) => {
            const what = (
              <span className={styles.line}>
                <span>
                  {item.restriction
                    ? t(`measure.${item.restriction.measure}`)
                    : t(wordOf(KINDS, item.kind, (kind) => `remedyKind.${kind}`, 'remedyKind.measure'))}
                </span>
                <SubjectName subject={item.subject} />
                <span className={styles.quiet}>
                  {t(wordOf(VIAS, item.via, (via) => `remedyVia.${via}`, 'remedyVia.same_person'))}
                  {item.restriction ? (
                    <>
                      {' · '}
                      <TimeAgo at={item.restriction.imposedAt} />
                    </>
                  ) : null}
                </span>
                <Progress item={item} />
                {item.heldByOthers ? <StatusBadge tone="plain">{t('remedy.held')}</StatusBadge> : null}
              </span>
            );
            return (
              <li key={item.id} className={styles.item}>
                {choosing && open.includes(item) ? (
                  <Check
                    checked={choices[item.id] ?? item.chosen}
                    onChange={(event) => setChoices({ ...choices, [item.id]: event.currentTarget.checked })}
                  >
                    {what}
                  </Check>
                ) : (
                  what
                )}
              </li>
            );
          })}
        </ul>
        {choosing ? (
          <>
            <TextArea
              label={t('remedy.rationale')}
              value={rationale}
              error={missing ? t('remedy.rationaleMissing') : undefined}
              onChange={(event) => setRationale(event.currentTarget.value)}
            />
            {act.failure ? (
              <p className={styles.fault} role="alert">
                {act.failure}
              </p>
            ) : null}
            <div className={styles.acts}>
              <Button type="submit" look="main" busy={act.busy} disabled={chosen.length === 0}>
                {t('remedy.go', { count: chosen.length })}
              </Button>
            </div>
          </>
        ) : null}
      </form>
    </Section>
  );
}
