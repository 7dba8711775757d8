import { Combobox, ComboboxItem, ComboboxList, ComboboxProvider } from '@ariakit/react/combobox';
import { Dialog, DialogHeading } from '@ariakit/react/dialog';
import { useQuery } from '@apollo/client/react';
import { useDeferredValue, useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { useT } from '../../app/i18n.js';
import type { Place } from '../../app/places.js';
import { useDialogKeys } from '../../app/use-shortcut.js';
import { PaletteSearchDocument, type PaletteSearchQuery } from '../../gql/palette.js';
import { Icon } from '../../ui/Icon.js';
import { Keys } from '../../ui/Keys.js';
import { SubjectName } from '../../ui/SubjectName.js';
import { UserText } from '../../ui/UserText.js';
import styles from './Palette.module.css';

interface PaletteProps {
  readonly places: readonly Place[];
  readonly onClose: () => void;
}

interface Entry {
  readonly key: string;
  readonly path: string;
  readonly what: string;
  readonly line: ReactNode;
  readonly keys?: ReactNode;
}

type Hit = PaletteSearchQuery['search']['nodes'][number];

/** Finds anything by what a person has in their hand: a link, a handle, a case number, a name, a word; or a place by its name. */
export function Palette({ places, onClose }: PaletteProps) {
  const t = useT();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const asked = useDeferredValue(text.trim());
  useDialogKeys(true);
  const { data, loading, error } = useQuery(PaletteSearchDocument, {
    variables: { text: asked },
    skip: asked.length < 2,
  });

  const entryOf = (hit: Hit): Entry => {
    if (hit.__typename === 'CaseHit') {
      return {
        key: `case ${hit.case.id}`,
        path: `/cases/${hit.case.number}`,
        what: t('case.title', { number: hit.case.number }),
        line: <SubjectName subject={hit.case.subject} />,
      };
    }
    if (hit.__typename === 'SubjectHit') {
      return {
        key: `subject ${hit.subject.id}`,
        path: `/subjects/${hit.subject.id}`,
        what: t(`subjectKind.${hit.subject.kind}`),
        line: <SubjectName subject={hit.subject} />,
      };
    }
    return {
      key: `evidence ${hit.evidence.id}`,
      path: `/subjects/${hit.subject.id}?tab=evidence`,
      what: t('pane.evidence'),
      line: <UserText inline text={hit.excerpt} />,
    };
  };
  const wanted = asked.toLocaleLowerCase();
  const placeEntries: readonly Entry[] = places
    .filter((place) => wanted === '' || t(place.label).toLocaleLowerCase().includes(wanted))
    .map((place) => ({
      key: place.path,
      path: place.path,
      what: t('palette.go'),
      line: t(place.label),
      keys: <Keys of={place.shortcut} />,
    }));
  const hits = asked.length < 2 ? [] : (data?.search.nodes ?? []).map(entryOf);
  const entries = [...hits, ...placeEntries];
  const go = (path: string) => {
    onClose();
    void navigate(path);
  };

  return (
    <Dialog
      open
      onClose={onClose}
      className={styles.palette}
      backdrop={<div className={styles.backdrop} />}
      unmountOnHide
    >
      <DialogHeading className="visually-hidden">{t('key.palette')}</DialogHeading>
      <ComboboxProvider value={text} setValue={setText} focusLoop>
        <div className={styles.field}>
          <Icon name="search" />
          <Combobox
            autoSelect="always"
            autoFocus
            className={styles.input}
            placeholder={t('palette.placeholder')}
            aria-label={t('key.palette')}
            dir="auto"
          />
        </div>
        <ComboboxList className={styles.list} alwaysVisible>
          {entries.map((entry) => (
            <ComboboxItem
              key={entry.key}
              className={styles.item}
              setValueOnClick={false}
              hideOnClick={false}
              onClick={() => go(entry.path)}
            >
              <span className={styles.what}>{entry.what}</span>
              <span className={styles.line} dir="auto">
                {entry.line}
              </span>
              {entry.keys}
            </ComboboxItem>
          ))}
        </ComboboxList>
      </ComboboxProvider>
      <p className={styles.foot} role="status">
        {error
          ? t('palette.failed')
          : loading
            ? t('loading')
            : asked.length >= 2 && hits.length === 0
              ? t('palette.nothing')
              : t('palette.hint')}
      </p>
    </Dialog>
  );
}
