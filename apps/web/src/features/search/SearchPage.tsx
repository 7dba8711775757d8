import { useQuery } from '@apollo/client/react';
import { useEffect, useRef, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useLanguage, useT } from '../../app/i18n.js';
import { useShortcut } from '../../app/use-shortcut.js';
import { useTitle } from '../../app/use-title.js';
import { SearchDocument } from '../../gql/search.js';
import { Button } from '../../ui/Button.js';
import { EmptyState } from '../../ui/EmptyState.js';
import { Failure } from '../../ui/Failure.js';
import { TextField } from '../../ui/Field.js';
import { Skeleton } from '../../ui/Skeleton.js';
import { SearchHitLine } from './SearchHitLine.js';
import styles from './SearchPage.module.css';

const KINDS = ['all', 'subject', 'case', 'evidence'] as const;
type Kind = (typeof KINDS)[number];

/** How long typing must rest before the search is asked, in milliseconds. */
const restMs = 200;

function kindOf(value: string | null): Kind {
  return KINDS.find((kind) => kind === value) ?? 'all';
}

/** Finds subjects, cases and evidence by a link, a handle, a case number, a name or words; Arabic is folded. */
export function SearchPage() {
  const t = useT();
  useTitle(t('place.search'));
  const language = useLanguage();
  const [params, setParams] = useSearchParams();
  const asked = params.get('q') ?? '';
  const kind = kindOf(params.get('kind'));
  const [typed, setTyped] = useState(asked);
  const field = useRef<HTMLInputElement>(null);
  useShortcut('find', () => field.current?.focus());
  useEffect(() => {
    if (typed.trim() === asked) return undefined;
    const timer = setTimeout(() => {
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          if (typed.trim()) next.set('q', typed.trim());
          else next.delete('q');
          return next;
        },
        { replace: true },
      );
    }, restMs);
    return () => clearTimeout(timer);
  }, [typed, asked, setParams]);

  const { data, previousData, error, loading, refetch, fetchMore } = useQuery(SearchDocument, {
    variables: { text: asked, kinds: kind === 'all' ? null : [kind], first: 50, language },
    skip: asked === '',
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  });
  const shown = asked === '' ? undefined : (data ?? previousData);
  const hits = shown?.search.nodes ?? [];
  const page = shown?.search.pageInfo;
  const choose = (next: Kind) => {
    const copy = new URLSearchParams(params);
    if (next === 'all') copy.delete('kind');
    else copy.set('kind', next);
    setParams(copy, { replace: true });
  };

  return (
    <div className={styles.page}>
      <h1 className="visually-hidden">{t('place.search')}</h1>
      <TextField
        ref={field}
        label={t('search.label')}
        hint={t('search.hint')}
        type="search"
        dir="auto"
        autoFocus
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <div className={styles.kinds} role="group" aria-label={t('search.kinds')}>
        {KINDS.map((each) => (
          <button
            key={each}
            type="button"
            className={styles.kind}
            aria-pressed={each === kind}
            onClick={() => choose(each)}
          >
            {t(`search.kind.${each}`)}
          </button>
        ))}
      </div>
      {error && !shown ? <Failure error={error} onRetry={() => void refetch()} /> : null}
      {loading && !shown ? <Skeleton lines={6} tall /> : null}
      {asked === '' ? <EmptyState title={t('search.start')}>{t('search.startWords')}</EmptyState> : null}
      {shown && hits.length === 0 ? (
        <EmptyState title={t('search.none')}>
          {t('search.noneWords')} <Link to="/queues">{t('place.queues')}</Link>
        </EmptyState>
      ) : null}
      {hits.length > 0 ? (
        <ol className={styles.list} aria-busy={loading || undefined}>
          {hits.map((hit, index) => (
            <SearchHitLine key={index} hit={hit} />
          ))}
        </ol>
      ) : null}
      {page?.hasNextPage && page.endCursor ? (
        <div>
          <Button
            busy={loading}
            onClick={() => void fetchMore({ variables: { after: page.endCursor } }).catch(() => undefined)}
          >
            {t('list.more')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
