import { useMutation, useQuery } from '@apollo/client/react';
import { useRef, useState } from 'react';
import { errorWords } from '../errors.js';
import { useT } from '../i18n.js';
import { newKey } from '../keys.js';
import { notify } from '../notices.js';
import { useMay } from '../session.js';
import {
  NoticeTextDocument,
  RecordNoticeHandedOverDocument,
  ResendNoticeDocument,
  TakeOutNoticeDocument,
  type NoticeLineFragment,
} from '../../gql/notice-log.js';
import { Banner } from '../../ui/Banner.js';
import { Button } from '../../ui/Button.js';
import { Dialog } from '../../ui/Dialog.js';
import { Failure } from '../../ui/Failure.js';
import { TextField } from '../../ui/Field.js';
import { Skeleton } from '../../ui/Skeleton.js';
import { NoticeText } from './NoticeText.js';
import { isUndelivered } from './notice-words.js';
import styles from './NoticeLog.module.css';

interface NoticeDialogProps {
  readonly notice: NoticeLineFragment;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

/** One notice, opened to be read; and what can be done when it did not arrive. */
export function NoticeDialog({ notice, onClose, onChanged }: NoticeDialogProps) {
  const t = useT();
  const mayManage = useMay('notice.manage');
  const { data, error, refetch } = useQuery(NoticeTextDocument, {
    variables: { id: notice.id },
    fetchPolicy: 'network-only',
  });
  const [takeOut, taking] = useMutation(TakeOutNoticeDocument);
  const [resend, resending] = useMutation(ResendNoticeDocument);
  const [handOver, handing] = useMutation(RecordNoticeHandedOverDocument);
  const [address, setAddress] = useState('');
  const [failure, setFailure] = useState<string>();
  // One key for each act and input: a lost answer cannot do the act twice.
  const keys = useRef(new Map<string, string>());
  const keyOf = (act: string) => {
    const known = keys.current.get(act) ?? newKey();
    keys.current.set(act, known);
    return known;
  };
  const after = (words: string) => () => {
    notify(words);
    onChanged();
    onClose();
  };
  const failed = (reason: unknown) => setFailure(errorWords(reason, t));
  const whole = taking.data?.takeOutNotice;
  const words = whole ?? data?.notice.words;
  const wanted = address.trim();
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={`${t(`noticeKind.${notice.kind}`)} · ${t('notices.line', { number: notice.number })}`}
    >
      <div className={styles.dialog}>
        {failure ? <Banner tone="danger" urgent title={failure} /> : null}
        {whole ? <Banner tone="waiting" title={t('notices.takenOut')} /> : null}
        {error && !words ? <Failure error={error} onRetry={() => void refetch()} /> : null}
        {!data && !error ? <Skeleton lines={8} /> : null}
        {words ? <NoticeText number={notice.number} language={notice.language} words={words} /> : null}
        {data && !words ? <p className={styles.quiet}>{t('notices.erased')}</p> : null}
        {words && !whole ? <p className={styles.quiet}>{t('notices.masked')}</p> : null}
        {mayManage && isUndelivered(notice.state) ? (
          <div className={styles.steps}>
            <TextField
              label={t('notices.address')}
              hint={t('notices.addressHint')}
              dir="ltr"
              type="email"
              value={address}
              onChange={(event) => setAddress(event.currentTarget.value)}
            />
            <div className={styles.acts}>
              <Button
                look="main"
                busy={resending.loading}
                onClick={() =>
                  resend({
                    variables: {
                      key: keyOf(`resend ${wanted}`),
                      id: notice.id,
                      address: wanted === '' ? null : wanted,
                    },
                  }).then(after(t('notices.resent')), failed)
                }
              >
                {t('notices.resend')}
              </Button>
              <Button
                busy={taking.loading}
                onClick={() => takeOut({ variables: { key: keyOf('take'), id: notice.id } }).catch(failed)}
              >
                {t('notices.takeOut')}
              </Button>
              <Button
                busy={handing.loading}
                onClick={() =>
                  handOver({ variables: { key: keyOf('hand'), id: notice.id } }).then(
                    after(t('notices.handedOver')),
                    failed,
                  )
                }
              >
                {t('notices.handOver')}
              </Button>
            </div>
          </div>
        ) : null}
      </div>
    </Dialog>
  );
}
