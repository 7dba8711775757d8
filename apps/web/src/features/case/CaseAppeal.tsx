import { useQuery } from '@apollo/client/react';
import { useNavigate } from 'react-router';
import { useT } from '../../app/i18n.js';
import { useMay } from '../../app/session.js';
import { CaseAppealDocument } from '../../gql/case.js';
import { Banner } from '../../ui/Banner.js';
import { Button } from '../../ui/Button.js';
import { StatusBadge } from '../../ui/StatusBadge.js';

/** The appeal that a second look is about, for those who may read appeals. */
export function CaseAppeal({ caseId }: { readonly caseId: string }) {
  const t = useT();
  const navigate = useNavigate();
  const mayRead = useMay('appeal.read');
  const { data } = useQuery(CaseAppealDocument, { variables: { id: caseId }, skip: !mayRead });
  const appeal = data?.case.appeal;
  if (!appeal) return null;
  return (
    <Banner
      tone="plain"
      icon="undo"
      title={t('case.appeal', { number: appeal.number })}
      actions={
        <Button small onClick={() => void navigate(`/appeals/${appeal.number}`)}>
          {t('case.toAppeal')}
        </Button>
      }
    >
      <StatusBadge tone="plain">
        {appeal.outcome ? t(`appealOutcome.${appeal.outcome}`) : t(`appealState.${appeal.state}`)}
      </StatusBadge>
    </Banner>
  );
}
