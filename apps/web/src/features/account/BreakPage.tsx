import { useLocation, useNavigate } from 'react-router';
import { formatDuration, formatNumber } from '../../app/format.js';
import { useNow } from '../../app/clock.js';
import { useT } from '../../app/i18n.js';
import { useViewer } from '../../app/session.js';
import { useTitle } from '../../app/use-title.js';
import { Button } from '../../ui/Button.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { useState } from 'react';

function placeBefore(state: unknown): string {
  const from = typeof state === 'object' && state !== null && 'from' in state ? state.from : undefined;
  return typeof from === 'string' && from.startsWith('/') && !from.startsWith('/break') ? from : '/queues';
}

/** Nothing on the screen but that nothing is owed. */
export function BreakPage() {
  const t = useT();
  useTitle(t('break.title'));
  const viewer = useViewer();
  const location = useLocation();
  const navigate = useNavigate();
  const now = useNow(30_000);
  const [since] = useState(() => Date.now());
  return (
    <EmptyState level whole title={t('break.title')}>
      <p>{t('break.words')}</p>
      <p>
        {t('break.since', { time: formatDuration(now - since) })} ·{' '}
        {t('bar.exposure', {
          spent: formatNumber(viewer.exposureMinutesToday),
          limit: formatNumber(viewer.exposureLimitMinutes),
        })}
      </p>
      <Button look="main" autoFocus onClick={() => void navigate(placeBefore(location.state))}>
        {t('break.end')}
      </Button>
    </EmptyState>
  );
}
