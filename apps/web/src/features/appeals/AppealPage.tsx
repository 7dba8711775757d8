import { useQuery, useSubscription } from '@apollo/client/react';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { errorWords } from '../../app/errors.js';
import { useLanguage, useT } from '../../app/i18n.js';
import { notify } from '../../app/notices.js';
import { useTitle } from '../../app/use-title.js';
import {
  AppealByIdDocument,
  AppealByNumberDocument,
  AppealChangedDocument,
  type AppealFullFragment,
} from '../../gql/appeals.js';
import { Failure } from '../../ui/Failure.js';
import { Skeleton } from '../../ui/Skeleton.js';
import { AnswerUndoLine } from './AnswerUndoLine.js';
import { AppealDesk } from './AppealDesk.js';
import { useResolve, type Resolving } from './use-resolve.js';
import styles from './AppealPage.module.css';

function Waiting() {
  return (
    <div className={styles.desk}>
      {([styles.person, styles.then, styles.answer] as const).map((pane) => (
        <div key={pane} className={pane}>
          <div className={styles.pane}>
            <Skeleton lines={9} tall />
          </div>
        </div>
      ))}
    </div>
  );
}

interface LiveProps {
  readonly appeal: AppealFullFragment;
  readonly resolving: Resolving;
  readonly claimAtOnce: boolean;
  readonly refetch: () => void;
}

/** One appeal that stays current while it is read: what the person answers shows up without asking. */
function LiveAppeal({ appeal, resolving, claimAtOnce, refetch }: LiveProps) {
  const t = useT();
  useTitle(t('appeal.title', { number: appeal.number }));
  useSubscription(AppealChangedDocument, { variables: { appealId: appeal.id }, onData: refetch });
  return <AppealDesk appeal={appeal} resolving={resolving} claimAtOnce={claimAtOnce} onChanged={refetch} />;
}

const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An appeal by its number (as people say it) or its id (as links keep it): then beside now, and the answer. */
export function AppealPage() {
  const t = useT();
  const language = useLanguage();
  const navigate = useNavigate();
  const { ref = '' } = useParams();
  const byIdWanted = isId.test(ref);
  const byNumber = useQuery(AppealByNumberDocument, {
    variables: { number: ref, language },
    skip: byIdWanted,
    fetchPolicy: 'cache-and-network',
  });
  const byId = useQuery(AppealByIdDocument, {
    variables: { id: ref, language },
    skip: !byIdWanted,
    fetchPolicy: 'cache-and-network',
  });
  const asked = byIdWanted ? byId : byNumber;
  const appeal = byIdWanted ? byId.data?.appeal : byNumber.data?.appealByNumber;
  const refetch = () => void asked.refetch().catch(() => undefined);
  // Above the appeals: the last answer can be taken back while the next one is on the screen.
  const resolving = useResolve();
  const [broughtBack, setBroughtBack] = useState({ id: '', times: 0 });

  const undo = () => {
    resolving.undo().then(
      (undone) => {
        if (!undone) return;
        notify(t('answer.undone'));
        setBroughtBack(({ times }) => ({ id: undone.id, times: times + 1 }));
        void navigate(`/appeals/${undone.number}`);
        refetch();
      },
      (error: unknown) => notify(errorWords(error, t), 'danger'),
    );
  };

  return (
    <div className={styles.page}>
      {appeal ? (
        <LiveAppeal
          key={`${appeal.id} ${broughtBack.id === appeal.id ? broughtBack.times : 0}`}
          appeal={appeal}
          resolving={resolving}
          claimAtOnce={broughtBack.id === appeal.id}
          refetch={refetch}
        />
      ) : (
        <>
          <h1 className="visually-hidden">{t('appeal.title', { number: ref })}</h1>
          {asked.error ? (
            <div className={styles.alone}>
              <Failure error={asked.error} onRetry={refetch} />
            </div>
          ) : (
            <Waiting />
          )}
        </>
      )}
      {resolving.made ? (
        <AnswerUndoLine
          key={resolving.made.resolution?.id}
          made={resolving.made}
          busy={resolving.undoing}
          onUndo={undo}
          onOver={() => {
            resolving.settle();
            refetch();
          }}
        />
      ) : null}
    </div>
  );
}
