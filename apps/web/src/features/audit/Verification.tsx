import { useMutation } from '@apollo/client/react';
import { formatNumber } from '../../app/format.js';
import { useT } from '../../app/i18n.js';
import { newKey } from '../../app/keys.js';
import { VerifyAuditDocument } from '../../gql/audit.js';
import { Banner } from '../../ui/Banner.js';
import { Button } from '../../ui/Button.js';
import { Failure } from '../../ui/Failure.js';

/** Proves on demand that nothing was altered or removed, and says how far the proof goes. */
export function Verification() {
  const t = useT();
  const [verify, { data, error, loading }] = useMutation(VerifyAuditDocument);
  const result = data?.verifyAudit;
  return (
    <>
      <Button busy={loading} onClick={() => void verify({ variables: { key: newKey() } }).catch(() => undefined)}>
        {loading ? t('audit.verifying') : t('audit.verify')}
      </Button>
      {error ? <Failure error={error} /> : null}
      {result ? (
        <Banner
          tone={result.ok ? 'plain' : 'danger'}
          icon={result.ok ? 'check' : 'warning'}
          title={result.ok ? t('audit.whole') : t('audit.broken', { what: result.firstBad ?? '' })}
          urgent={!result.ok}
        >
          <p>
            {t('audit.checked', {
              rows: formatNumber(result.checkedRows),
              seals: formatNumber(result.checkedSeals),
              open: formatNumber(result.unsealedRows),
              seconds: formatNumber(Math.round(result.tookMs / 100) / 10),
            })}{' '}
            {result.truncationExcluded ? t('audit.truncationExcluded') : t('audit.truncationPossible')}
          </p>
        </Banner>
      ) : null}
    </>
  );
}
