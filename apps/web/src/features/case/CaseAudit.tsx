import { useQuery } from '@apollo/client/react';
import { useT } from '../../app/i18n.js';
import { CaseAuditDocument } from '../../gql/case.js';
import { Button } from '../../ui/Button.js';
import { Failure } from '../../ui/Failure.js';
import { Skeleton } from '../../ui/Skeleton.js';
import { Timeline } from '../../ui/Timeline.js';

/** Who did what to this case, from the sealed record. */
export function CaseAudit({ caseId }: { readonly caseId: string }) {
  const t = useT();
  const { data, error, loading, refetch, fetchMore } = useQuery(CaseAuditDocument, {
    variables: { id: caseId, first: 50 },
    fetchPolicy: 'cache-and-network',
  });
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={6} />;
  const { nodes, pageInfo } = data.case.audit;
  return (
    <>
      <Timeline
        entries={nodes.map((event) => ({
          id: event.id,
          at: event.at,
          kind: event.kind,
          caseId: null,
          decisionId: null,
          details: event.details,
          person: event.actor,
        }))}
      />
      {pageInfo.hasNextPage ? (
        <Button busy={loading} onClick={() => void fetchMore({ variables: { after: pageInfo.endCursor } })}>
          {t('list.more')}
        </Button>
      ) : null}
    </>
  );
}
