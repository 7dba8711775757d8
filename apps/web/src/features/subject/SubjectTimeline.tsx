import { useQuery } from '@apollo/client/react';
import { useT } from '../../app/i18n.js';
import { SubjectTimelineDocument } from '../../gql/subject.js';
import { Button } from '../../ui/Button.js';
import { Failure } from '../../ui/Failure.js';
import { Skeleton } from '../../ui/Skeleton.js';
import { Timeline } from '../../ui/Timeline.js';

/** Everything that happened to a subject, newest first. */
export function SubjectTimeline({ id }: { readonly id: string }) {
  const t = useT();
  const { data, error, loading, refetch, fetchMore } = useQuery(SubjectTimelineDocument, {
    variables: { id, first: 50 },
    fetchPolicy: 'cache-and-network',
  });
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={8} />;
  const { nodes, pageInfo } = data.subject.timeline;
  return (
    <>
      <Timeline entries={nodes} />
      {pageInfo.hasNextPage ? (
        <Button busy={loading} onClick={() => void fetchMore({ variables: { after: pageInfo.endCursor } })}>
          {t('list.more')}
        </Button>
      ) : null}
    </>
  );
}
