import { useMutation, useQuery } from '@apollo/client/react';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { errorWords } from '../../app/errors.js';
import { useLanguage, useT } from '../../app/i18n.js';
import { newKey } from '../../app/keys.js';
import { notify } from '../../app/notices.js';
import { useShortcut } from '../../app/use-shortcut.js';
import { JudgeSecondLookDocument, SecondLookSampleDocument, type LookItemFragment } from '../../gql/second-looks.js';
import { Button } from '../../ui/Button.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { Failure } from '../../ui/Failure.js';
import { Skeleton } from '../../ui/Skeleton.js';
import { StatusBadge } from '../../ui/StatusBadge.js';
import { SubjectName } from '../../ui/SubjectName.js';
import { TimeAgo } from '../../ui/TimeAgo.js';
import { UserText } from '../../ui/UserText.js';
import { nextToJudge } from './figure-rules.js';
import styles from './second-looks.module.css';

const CHOICES = [
  { judgement: 'right', shortcut: 'judgeRight', label: 'secondLooks.right' },
  { judgement: 'wrong', shortcut: 'judgeWrong', label: 'secondLooks.wrongOne' },
  { judgement: 'unsure', shortcut: 'judgeUnsure', label: 'secondLooks.unsure' },
] as const;

type Judgement = (typeof CHOICES)[number]['judgement'];

interface LookProps {
  readonly item: LookItemFragment;
  readonly here: boolean;
  readonly onHere: () => void;
  readonly onJudge: (judgement: Judgement) => void;
}

/** What the decision rests on, and what the person says; enough to say whether it was right. */
function Look({ item, here, onHere, onJudge }: LookProps) {
  const t = useT();
  const line = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (here) line.current?.scrollIntoView({ block: 'nearest' });
  }, [here]);
  const { decision, subject, appeal } = item;
  const measures = decision.restrictions.filter((each) => each.subject.id === subject.id);
  return (
    <li ref={line} className={here ? styles.itemHere : styles.item} aria-current={here || undefined} onFocus={onHere}>
      <header className={styles.head}>
        <SubjectName subject={subject} />
        <Link to={`/cases/${decision.caseId}`}>{t('secondLooks.decision', { number: decision.number })}</Link>
        <span className={styles.quiet}>
          <TimeAgo at={decision.decidedAt} />
        </span>
        {measures.map((each) => (
          <StatusBadge key={each.id} tone="plain">
            {t(`measure.${each.measure}`)}
          </StatusBadge>
        ))}
        {decision.policyVersion ? <UserText inline text={decision.policyVersion.title} /> : null}
      </header>
      <div className={styles.words}>
        <UserText text={decision.rationale} />
      </div>
      {decision.evidence.slice(0, 3).map((each) =>
        each.text ? (
          <blockquote key={each.id} className={styles.words}>
            <UserText text={each.text} />
          </blockquote>
        ) : null,
      )}
      {appeal?.reasons ? (
        <div className={styles.words}>
          <span className={styles.quiet}>{t('secondLooks.personSays', { number: appeal.number })}</span>
          <UserText text={appeal.reasons} />
        </div>
      ) : null}
      <div className={styles.acts} role="group" aria-label={t('secondLooks.judge')}>
        {CHOICES.map(({ judgement, shortcut, label }) => (
          <Button
            key={judgement}
            small
            look={item.judgement === judgement ? 'main' : 'plain'}
            aria-pressed={item.judgement === judgement}
            disabled={!item.mayJudge}
            shortcut={here && item.mayJudge ? shortcut : undefined}
            onClick={() => {
              if (item.mayJudge) onJudge(judgement);
            }}
          >
            {t(label)}
          </Button>
        ))}
        {item.mayJudge ? null : (
          <span className={styles.quiet}>{t(item.result ? 'secondLooks.answeredOne' : 'secondLooks.mayNot')}</span>
        )}
        {item.judgedBy ? (
          <span className={styles.quiet}>
            <UserText inline text={item.judgedBy.name} />
          </span>
        ) : null}
      </div>
    </li>
  );
}

interface SampleJudgingProps {
  readonly groupId: string;
  readonly onJudged: () => void;
}

/** The sample as a fast list: J and K move, 1 right, 2 wrong, 3 unsure, and on to the next. */
export function SampleJudging({ groupId, onJudged }: SampleJudgingProps) {
  const t = useT();
  const language = useLanguage();
  const { data, error, loading, refetch, fetchMore } = useQuery(SecondLookSampleDocument, {
    variables: { id: groupId, language },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  });
  const [judge] = useMutation(JudgeSecondLookDocument);
  const [at, setAt] = useState(0);
  const items = data?.secondLookGroup.items.nodes ?? [];
  const page = data?.secondLookGroup.items.pageInfo;
  const here = items[Math.min(at, items.length - 1)];
  const step = (by: number) => setAt((now) => Math.min(items.length - 1, Math.max(0, now + by)));
  const say = (item: LookItemFragment, index: number, judgement: Judgement) => {
    judge({
      variables: {
        key: newKey(),
        groupId,
        decisionId: item.decision.id,
        subjectId: item.subject.id,
        judgement,
      },
    }).then(onJudged, (problem: unknown) => notify(errorWords(problem, t), 'danger'));
    setAt(
      nextToJudge(
        items.map((each, n) => (n === index || !each.mayJudge ? 'judged' : (each.judgement ?? null))),
        index,
      ),
    );
  };
  const sayHere = (judgement: Judgement) => {
    if (here) say(here, items.indexOf(here), judgement);
  };
  const may = here?.mayJudge ?? false;
  useShortcut('listNext', () => step(1), items.length > 0);
  useShortcut('listPrevious', () => step(-1), items.length > 0);
  useShortcut('judgeRight', () => sayHere('right'), may);
  useShortcut('judgeWrong', () => sayHere('wrong'), may);
  useShortcut('judgeUnsure', () => sayHere('unsure'), may);
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (loading && !data) return <Skeleton lines={6} tall />;
  if (items.length === 0)
    return <EmptyState title={t('secondLooks.noSample')}>{t('secondLooks.noSampleWords')}</EmptyState>;
  return (
    <>
      <ol className={styles.list}>
        {items.map((item, index) => (
          <Look
            key={item.id}
            item={item}
            here={item.id === here?.id}
            onHere={() => setAt(index)}
            onJudge={(judgement) => say(item, index, judgement)}
          />
        ))}
      </ol>
      {page?.hasNextPage ? (
        <Button
          onClick={() =>
            void fetchMore({
              variables: { after: page.endCursor },
              updateQuery: (before, { fetchMoreResult }) => ({
                secondLookGroup: {
                  ...fetchMoreResult.secondLookGroup,
                  items: {
                    ...fetchMoreResult.secondLookGroup.items,
                    nodes: [...before.secondLookGroup.items.nodes, ...fetchMoreResult.secondLookGroup.items.nodes],
                  },
                },
              }),
            }).catch(() => undefined)
          }
        >
          {t('list.more')}
        </Button>
      ) : null}
    </>
  );
}
