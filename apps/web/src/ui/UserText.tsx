import { Fragment } from 'react';
import { useT, type MessageKey } from '../app/i18n.js';
import { piecesOf } from './matched-terms-rules.js';
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

/** A paragraph with the terms in it underlined: no box of its own, so letters join and directions run as if it were not there. */
function Paragraph({ paragraph, terms }: { paragraph: string; terms: readonly string[] }) {
  const t = useT();
  return piecesOf(paragraph, terms).map((piece, index) =>
    piece.matched ? (
      <mark key={index} className={styles.matched} title={t('userText.matched')}>
        <Pieces paragraph={piece.text} />
      </mark>
    ) : (
      <Pieces key={index} paragraph={piece.text} />
    ),
  );
}

interface UserTextProps {
  readonly text: string;
  /** BCP 47; chooses fonts and the voice of a reader, never the direction. */
  readonly lang?: string | null;
  /** One line without paragraphs: titles, names, excerpts. */
  readonly inline?: boolean;
  /** Underlined where they stand in the text, however they are written there; not in one line. */
  readonly terms?: readonly string[];
  readonly className?: string;
}

const noTerms: readonly string[] = [];

/**
 * Every word that came from outside is shown through this: direction found for each paragraph and isolated from what is
 * around it, characters that hide or turn text made visible. Nothing is ever read as markup.
 */
export function UserText({ text, lang, inline = false, terms = noTerms, className }: UserTextProps) {
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
          {terms.length > 0 ? <Paragraph paragraph={paragraph} terms={terms} /> : <Pieces paragraph={paragraph} />}
        </p>
      ))}
    </div>
  );
}
