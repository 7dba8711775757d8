import { useT } from '../i18n.js';
import { Button } from '../../ui/Button.js';
import { directionOf } from './notice-words.js';
import styles from './NoticeLog.module.css';
import { saveFile } from './save-file.js';

interface NoticeTextProps {
  readonly number: number;
  readonly language: string;
  readonly words: { readonly subjectLine: string; readonly body: string; readonly page: string };
}

/** What a notice says, in its own language and direction, to read, to save and to print. */
export function NoticeText({ number, language, words }: NoticeTextProps) {
  const t = useT();
  return (
    <>
      <article className={styles.letter} lang={language} dir={directionOf(language)} data-print>
        <h3>{words.subjectLine}</h3>
        <div className={styles.body}>{words.body}</div>
      </article>
      <div className={styles.acts}>
        <Button small onClick={() => saveFile(`notice-${number}.html`, 'text/html', words.page)}>
          {t('notices.download')}
        </Button>
        <Button
          small
          onClick={() => saveFile(`notice-${number}.txt`, 'text/plain', `${words.subjectLine}\n\n${words.body}\n`)}
        >
          {t('notices.downloadText')}
        </Button>
        <Button small onClick={() => window.print()}>
          {t('notices.print')}
        </Button>
      </div>
    </>
  );
}
