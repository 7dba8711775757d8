import { Fragment, useEffect, useRef, useState } from 'react';
import { formatBytes, formatDuration } from '../app/format.js';
import { useT } from '../app/i18n.js';
import { useMediaCare } from '../app/session.js';
import { Button } from './Button.js';
import { Handle } from './Handle.js';
import { Icon } from './Icon.js';
import { useLatest } from './use-latest.js';
import { UserText } from './UserText.js';
import styles from './Media.module.css';

export interface MediaFacts {
  readonly kind: string;
  readonly mimeType?: string | null;
  readonly bytes?: number | null;
  readonly durationSeconds?: number | null;
  readonly width?: number | null;
  readonly height?: number | null;
  readonly hash?: string | null;
  readonly note?: string | null;
}

interface MediaProps {
  readonly facts: MediaFacts;
  /** A signed, short-lived address on the media origin; absent when only facts about the file were received. */
  readonly src?: string | undefined;
  readonly shown: boolean;
  readonly onShow: (shown: boolean) => void;
  readonly onSeen?: (seconds: number) => void;
  /** The address no longer answers; asked for once each time the picture is shown. */
  readonly onStale?: () => void;
}

/** How long a new address is waited for before the file is called one that cannot be shown, in milliseconds. */
const RENEWED_WITHIN_MS = 5_000;

type State = 'fetching' | 'painted' | 'renewing' | 'failed';

interface ShownFileProps {
  readonly facts: MediaFacts;
  readonly src: string;
  readonly onHide: () => void;
  readonly onSeen: ((seconds: number) => void) | undefined;
  readonly onStale: (() => void) | undefined;
}

/** The file itself, as long as the person wants to see it. */
function ShownFile({ facts, src, onHide, onSeen, onStale }: ShownFileProps) {
  const t = useT();
  const care = useMediaCare();
  const [clear, setClear] = useState(!care.blur);
  const [state, setState] = useState<State>('fetching');
  // Kept while it is shown: every answer about the case brings a new address, and the picture would be fetched again.
  const [address, setAddress] = useState(src);
  const asked = useRef(false);
  const paintedAt = useRef<number>(undefined);
  if (state === 'renewing' && address !== src) {
    setAddress(src);
    setState('fetching');
  }
  const hide = useLatest(onHide);
  const seen = useLatest((seconds: number) => onSeen?.(seconds));
  useEffect(() => {
    window.addEventListener('blur', hide);
    return () => {
      window.removeEventListener('blur', hide);
      if (paintedAt.current !== undefined) seen(Math.ceil((Date.now() - paintedAt.current) / 1000));
    };
  }, [hide, seen]);
  useEffect(() => {
    if (state !== 'renewing') return undefined;
    const giveUp = window.setTimeout(() => setState('failed'), RENEWED_WITHIN_MS);
    return () => window.clearTimeout(giveUp);
  }, [state]);

  const painted = () => {
    paintedAt.current ??= Date.now();
    setState('painted');
  };
  const stale = () => {
    if (asked.current || !onStale) return setState('failed');
    asked.current = true;
    setState('renewing');
    onStale();
  };
  if (state === 'failed') {
    return (
      <p className={styles.quiet} role="status">
        {t('media.cannotShow')}
      </p>
    );
  }
  return (
    <div className={[clear ? styles.clear : styles.veiled, care.grey ? styles.grey : ''].join(' ')}>
      {facts.mimeType?.startsWith('video/') || facts.mimeType?.startsWith('audio/') ? (
        <video
          className={styles.picture}
          src={address}
          controls
          muted={care.mute}
          preload="none"
          disablePictureInPicture
          playsInline
          onPlaying={painted}
          onError={stale}
        />
      ) : (
        <span className={styles.frame}>
          <img
            className={styles.picture}
            src={address}
            width={facts.width ?? undefined}
            height={facts.height ?? undefined}
            alt={t(clear ? 'media.altClear' : 'media.alt')}
            referrerPolicy="no-referrer"
            onLoad={painted}
            onError={stale}
          />
        </span>
      )}
      <Button small onClick={() => setClear(!clear)} aria-pressed={clear}>
        {clear ? t('media.blur') : t('media.unblur')}
      </Button>
    </div>
  );
}

/**
 * A file sent as evidence. Words come first; the picture is not even asked for until the person wants it, arrives as the
 * person's own settings say (blurred, grey, muted unless they chose otherwise), never plays by itself, and is taken away
 * when the window loses focus. It counts as seen from the moment it was painted.
 */
export function Media({ facts, src, shown, onShow, onSeen, onStale }: MediaProps) {
  const t = useT();
  const words = [
    facts.mimeType ?? facts.kind,
    facts.width && facts.height ? `${facts.width} × ${facts.height}` : '',
    facts.durationSeconds ? formatDuration(Math.max(60_000, facts.durationSeconds * 1000)) : '',
    facts.bytes ? formatBytes(facts.bytes) : '',
  ].filter(Boolean);

  return (
    <figure className={styles.media}>
      <figcaption className={styles.facts}>
        <Icon name="eye" />
        <span dir="ltr" className={styles.isolated}>
          {words.map((word, index) => (
            <Fragment key={word}>
              {index > 0 ? ' · ' : ''}
              <bdi>{word}</bdi>
            </Fragment>
          ))}
        </span>
        {facts.hash ? <Handle value={facts.hash} short={12} /> : null}
        {src === undefined ? (
          <span className={styles.quiet}>{t('media.notKept')}</span>
        ) : (
          <Button small onClick={() => onShow(!shown)} shortcut="media" aria-pressed={shown}>
            {shown ? t('media.veil') : t('media.show')}
          </Button>
        )}
      </figcaption>
      {facts.note ? <UserText text={facts.note} /> : null}
      {src !== undefined && shown ? (
        <ShownFile facts={facts} src={src} onHide={() => onShow(false)} onSeen={onSeen} onStale={onStale} />
      ) : null}
    </figure>
  );
}
