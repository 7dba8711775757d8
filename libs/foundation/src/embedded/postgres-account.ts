import { spawnSync } from 'node:child_process';
import { chownSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { findProgram } from './bound-child.js';
import { EmbeddedServiceError } from './embedded-errors.js';

/** How PostgreSQL, which refuses to run as root, is run. */
export type PostgresAccount =
  | { readonly kind: 'self' }
  /** Root without being root: a user namespace in which the same files belong to an unprivileged id. Nothing is chowned. */
  | { readonly kind: 'namespace'; readonly prefix: readonly string[] }
  /** Root giving the data folder to an existing account, where namespaces are forbidden. */
  | { readonly kind: 'account'; readonly name: string; readonly uid: number; readonly gid: number };

interface PasswdEntry {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Chooses how to run the server. `forbidNamespace` is for tests of the second way. */
export function choosePostgresAccount(options: { forbidNamespace?: boolean } = {}): PostgresAccount {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return { kind: 'self' };
  const entries = passwdEntries();
  const account = entries.find(({ name }) => name === 'postgres') ?? entries.find(({ name }) => name === 'nobody');
  if (!account) {
    throw new EmbeddedServiceError(
      'NO_ACCOUNT',
      'PostgreSQL refuses to run as root, and this machine has neither a "postgres" nor a "nobody" account. Start the desk as an ordinary user, or set DATABASE_URL.',
    );
  }
  const prefix = namespacePrefix(account);
  if (prefix && !options.forbidNamespace) return { kind: 'namespace', prefix };
  return { kind: 'account', ...account };
}

/** Gives a folder and all that is in it to the account. */
export function giveTo(account: { readonly uid: number; readonly gid: number }, target: string): void {
  chownSync(target, account.uid, account.gid);
  for (const entry of readdirSync(target, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) chownSync(path.join(entry.parentPath, entry.name), account.uid, account.gid);
  }
}

/** True when the account can run the program where it lies (every folder above must let it through). */
export function canExecute(account: { readonly uid: number; readonly gid: number }, program: string): boolean {
  return (
    spawnSync(program, ['--version'], { uid: account.uid, gid: account.gid, cwd: '/', stdio: 'ignore' }).status === 0
  );
}

/** True when the account can enter the folder and write in it. */
export function canWriteIn(account: { readonly uid: number; readonly gid: number }, folder: string): boolean {
  const { uid, gid } = account;
  return (
    spawnSync('/bin/sh', ['-c', 'cd "$1" && test -w .', 'sh', folder], { uid, gid, cwd: '/', stdio: 'ignore' })
      .status === 0
  );
}

// The mapped id must exist in the passwd file: initdb looks its name up.
function namespacePrefix(account: PasswdEntry): string[] | null {
  const unshare = process.platform === 'linux' ? findProgram('unshare') : null;
  if (unshare === null) return null;
  const prefix = [unshare, '--user', `--map-user=${account.uid}`, `--map-group=${account.gid}`, '--'];
  const [program = unshare, ...args] = prefix;
  return spawnSync(program, [...args, 'true'], { stdio: 'ignore' }).status === 0 ? prefix : null;
}

// passwd(5): name:password:uid:gid:…
function passwdEntries(): PasswdEntry[] {
  try {
    return readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .flatMap(([name, , uid, gid]) =>
        name && uid && gid && uid !== '0' ? [{ name, uid: Number(uid), gid: Number(gid) }] : [],
      );
  } catch {
    return [];
  }
}
