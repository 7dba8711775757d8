import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');
const MANIFEST = path.join(ROOT, 'apps/web/dist/.vite/manifest.json');
/** Growth over the committed figure that is let pass. */
const GROWTH = 1.05;

interface Figure {
  readonly id: string;
  readonly ours: number;
}

describe('the size of the first route', () => {
  const committed = (): Figure | undefined =>
    (JSON.parse(readFileSync(path.join(ROOT, 'docs/benchmarks.json'), 'utf8')) as Figure[]).find(
      ({ id }) => id === 'P17',
    );

  const measured = (): { firstRouteKb: number; budgetKb: number } => {
    if (!existsSync(MANIFEST)) throw new Error('The web client is not built: run npm run build.');
    const { stdout } = spawnSync(process.execPath, [path.join(ROOT, 'apps/web/bundle-report.mjs'), '--json'], {
      encoding: 'utf8',
    });
    return JSON.parse(stdout);
  };

  it('stays within 5 % of the figure in docs/benchmarks.json', () => {
    expect(measured().firstRouteKb).toBeLessThanOrEqual((committed()?.ours ?? 0) * GROWTH);
  });

  it('stays within its budget', () => {
    const { firstRouteKb, budgetKb } = measured();
    expect(firstRouteKb).toBeGreaterThan(0);
    expect(firstRouteKb).toBeLessThanOrEqual(budgetKb);
  });
});
