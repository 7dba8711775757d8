import { useT } from '../../app/i18n.js';
import type { PolicyChoiceFragment } from '../../gql/review.js';
import { UserText } from '../../ui/UserText.js';
import styles from './DecidePane.module.css';

/** What the chosen policy says, opened when it is wanted. */
export function PolicyWords({ policy }: { readonly policy: PolicyChoiceFragment }) {
  const t = useT();
  return (
    <details className={styles.policyWords}>
      <summary>
        {t('policy.guidance', { version: policy.current.n })}
        {policy.current.requiresSecond ? ` · ${t('policy.second')}` : ''}
      </summary>
      <UserText text={policy.current.guidance} />
      {policy.current.legalReference ? (
        <p className={styles.quiet}>
          <UserText inline text={policy.current.legalReference} />
        </p>
      ) : null}
    </details>
  );
}
