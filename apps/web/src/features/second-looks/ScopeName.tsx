import { useT } from '../../app/i18n.js';
import type { GroupLineFragment } from '../../gql/second-looks.js';
import { UserText } from '../../ui/UserText.js';
import { scopeWord } from './second-look-words.js';

/** What a group has in common; who a moderator is, only where the server says so. */
export function ScopeName({ group }: { readonly group: Pick<GroupLineFragment, 'scopeKind' | 'scopeLabel'> }) {
  const t = useT();
  return (
    <>
      {t(scopeWord(group.scopeKind))}
      {group.scopeLabel ? (
        <>
          {' '}
          <UserText inline text={group.scopeLabel} />
        </>
      ) : null}
    </>
  );
}
