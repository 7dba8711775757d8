import { useEffect, useRef, useState } from 'react';
import { formatBytes, formatDuration } from '../app/format.js';
import { useT } from '../app/i18n.js';
import { Button } from './Button.js';
import { Handle } from './Handle.js';
import { Icon } from './Icon.js';
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

/**
 * A file sent as evidence. Words come first; the picture is not even asked for until the person wants it, arrives blurred
 * and grey, is muted and never plays by itself, and is veiled again when the window loses focus.
 */
export function Media({ facts, src, shown, onShow, onSeen, onStale }: MediaProps) {
  const t = useT();
  const [clear, setClear] = useState(false);
  const asked = useRef(false);
  useEffect(() => {
    if (!shown) return undefined;
    const since = Date.now();
    asked.current = false;
    const veil = () => {
      setClear(false);
      onShow(false);
    };
    window.addEventListener('blur', veil);
    return () => {
      window.removeEventListener('blur', veil);
      onSeen?.(Math.ceil((Date.now() - since) / 1000));
    };
  }, [shown, onShow, onSeen]);

  const stale = () => {
    if (asked.current) return;
    asked.current = true;
    onStale?.();
  };
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
          {words.join(' · ')}
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
        <div className={clear ? styles.clear : styles.veiled}>
          {facts.mimeType?.startsWith('video/') || facts.mimeType?.startsWith('audio/') ? (
            <video
              className={styles.picture}
              src={src}
              controls
              muted
              preload="none"
              disablePictureInPicture
              playsInline
              onError={stale}
            />
          ) : (
            <img
              className={styles.picture}
              src={src}
              alt={t('media.alt')}
              referrerPolicy="no-referrer"
              onError={stale}
            />
          )}
          <Button small onClick={() => setClear(!clear)} aria-pressed={clear}>
            {clear ? t('media.blur') : t('media.unblur')}
          </Button>
        </div>
      ) : null}
    </figure>
  );
}
