import { Fragment } from 'react';
import { useT, type MessageKey } from '../app/i18n.js';
import { paragraphsOf, segmentsOf, type MarkFamily } from './user-text-rules.js';
import styles from './UserText.module.css';

const familyWords: Readonly<Record<MarkFamily, MessageKey>> = {
  bidi: 'userText.bidi',
  invisible: 'userText.invisible',
  stretch: 'userText.stretch',
  control: 'userText.control',
};

function Pieces({ paragraph }: { paragraph: string }) {
  const t = useT();
  return segmentsOf(paragraph).map((segment, index) =>
    segment.kind === 'text' ? (
      <Fragment key={index}>{segment.text}</Fragment>
    ) : (
      <span
        key={index}
        className={styles.mark}
        dir="ltr"
        title={t(familyWords[segment.family], { name: segment.label })}
      >
        ‹{segment.label}›
      </span>
    ),
  );
}

interface UserTextProps {
  readonly text: string;
  /** BCP 47; chooses fonts and the voice of a reader, never the direction. */
  readonly lang?: string | null;
  /** One line without paragraphs: titles, names, excerpts. */
  readonly inline?: boolean;
  readonly className?: string;
}

/**
 * Every word that came from outside is shown through this: direction found for each paragraph and isolated from what is
 * around it, characters that hide or turn text made visible. Nothing is ever read as markup.
 */
export function UserText({ text, lang, inline = false, className }: UserTextProps) {
  const language = lang ?? undefined;
  if (inline) {
    return (
      <bdi lang={language} className={className}>
        <Pieces paragraph={paragraphsOf(text).join(' ')} />
      </bdi>
    );
  }
  return (
    <div lang={language} className={className === undefined ? styles.text : `${styles.text} ${className}`}>
      {paragraphsOf(text).map((paragraph, index) => (
        <p key={index} dir="auto">
          <Pieces paragraph={paragraph} />
        </p>
      ))}
    </div>
  );
}
