import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { axeViolations, overflow } from '#support/accessibility.ts';
import { launch, type Visitor, visit } from '#support/browser.ts';
import { type Walk, walk } from '#support/walk.ts';

const service = inject('service');
const groups: readonly { key: string; people: readonly { number: string }[] }[] = JSON.parse(
  readFileSync(service.staffFile, 'utf8'),
);
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

async function asOfficer(visitor: Visitor, steps: (go: Walk) => Promise<void>): Promise<void> {
  const visited = await visit(browser, [service.origin, service.staffIssuer], visitor);
  const go = walk(visited.page, service, 'sv');
  const hsaId = groups.find(({ key }) => key === 'listingOfficer')?.people[0]?.number;
  if (!hsaId) throw new Error('No demo staff of the role');
  await go.open('/personal/logga-in');
  await go.page.locator('a[href*="/auth/login"]').first().click();
  await go.page.locator('input[name="number"]').fill(hsaId);
  await go.page.locator('input[name="number"]').press('Enter');
  await go.page.waitForURL((url) => url.origin === service.origin);
  await steps(go);
  expect(visited.violations).toEqual([]);
  expect(visited.foreignRequests).toEqual([]);
  await visited.close();
}

const main = (go: Walk) => go.page.locator('main').innerText();
const press = (go: Walk, key: Parameters<Walk['t']>[0]) =>
  go.page.getByRole('button', { name: go.t(key), exact: true }).click();

async function looksRight(go: Walk, script: boolean): Promise<void> {
  expect(await overflow(go.page), go.page.url()).toBeLessThanOrEqual(0);
  if (script) expect(await axeViolations(go.page), go.page.url()).toEqual([]);
}

/** Until the page says a state: by itself with script, by its link without. */
async function until(go: Walk, phase: Parameters<Walk['t']>[0], script: boolean): Promise<void> {
  const state = go.page.locator('import-progress strong', { hasText: go.t(phase) });
  for (let looks = 0; looks < 200 && (await state.count()) === 0; looks += 1) {
    if (script) await go.page.waitForTimeout(300);
    else await go.page.reload();
  }
  expect(await state.count(), go.t(phase)).toBe(1);
}

/** `npm run region -- …`: its exit code, and the one document that it says. */
function command(args: readonly string[]): Promise<{ code: number; said: Record<string, unknown> }> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['functions/region-command/command.ts', ...args], (error, stdout) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, said: JSON.parse(stdout) });
    });
  });
}

const upload = async (go: Walk, name: string, text: string) => {
  await go.page.locator('select[name="kind"]').selectOption('doctors');
  const file = { name, mimeType: 'text/csv', buffer: Buffer.from(text, 'utf8') };
  await go.page.locator('input[type="file"]').setInputFiles(file);
  await press(go, 'staff-imports:form.send');
};

describe.each([
  { script: true, width: 1280, unit: 'vardcentral-orsa', name: 'Ylva Sandmark' },
  { script: false, width: 320, unit: 'vardcentral-rattvik', name: 'Olof Brunnsby' },
] as const)(
  'a listing officer imports doctors (script: $script, $width px)',
  ({ script, width, unit, name }) => {
    test('tries a file, mends a list’s name, imports, and takes all of it back', () =>
      asOfficer({ script, width }, async (go) => {
        await go.follow('staff-imports:open');
        await looksRight(go, script);
        const header = 'Vårdenhet;Namn;Kompetens;Anställning;Börjar';
        const doctor = `${unit};${name};specialist i allmänmedicin;tillsvidare;2026-01-01`;
        const list = `${unit};Vakant 7;;;2026-01-01`;
        await upload(
          go,
          'lista.csv',
          `${header}\r\n${doctor}\r\n${list}\r\n${unit};Fel Rad;magiker;tillsvidare;x\r\n`,
        );
        await until(go, 'staff-imports:phase.judged', script);
        expect(await main(go)).toContain(name);
        expect(await main(go)).toContain('Vakant 7');
        await looksRight(go, script);
        await press(go, 'staff-imports:placeholder.save');
        await until(go, 'staff-imports:phase.judged', script);
        await press(go, 'staff-imports:act.importNow');
        await until(go, 'staff-imports:phase.imported', script);
        await looksRight(go, script);
        await press(go, 'staff-imports:act.undo');
        await until(go, 'staff-imports:phase.undone', script);
      }));

    test('meets a hostile file with a clear fault, and nothing to import', () =>
      asOfficer({ script, width }, async (go) => {
        await go.follow('staff-imports:open');
        await press(go, 'staff-imports:form.send');
        expect(await main(go)).toContain(go.t('staff-imports:fault.no-file'));
        await upload(go, 'makron.xlsx', 'PK\u0003\u0004 not a workbook');
        await until(go, 'staff-imports:phase.failed', script);
        expect(await go.page.getByRole('button', { name: go.t('staff-imports:act.importNow') }).count()).toBe(
          0,
        );
        await looksRight(go, script);
      }));
  },
);

test('the command line imports with a key that is shown once, until it is taken back', () =>
  asOfficer({ script: true, width: 1280 }, async (go) => {
    await go.follow('staff-imports:open');
    await go.follow('staff-imports:act.token');
    await press(go, 'staff-imports:token.issue');
    const token = await go.page.locator('#token').innerText();
    await looksRight(go, true);
    const folder = mkdtempSync(join(tmpdir(), 'import-'));
    const [keyFile, file] = [join(folder, 'key.txt'), join(folder, 'doctors.csv')];
    writeFileSync(keyFile, token, { mode: 0o600 });
    const rows = [
      'Vårdenhet;Namn;Kompetens;Anställning;Börjar',
      ';Utan Enhet;geriatriker;visstid;2026-01-01',
    ];
    writeFileSync(
      file,
      `${rows.join('\r\n')}\r\nvardcentral-leksand;Vera Lund;geriatriker;visstid;2026-01-01\r\n`,
    );
    const common = ['--to', service.origin, '--token-file', keyFile];
    const tried = await command(['import', 'doctors', file, ...common]);
    expect(tried).toMatchObject({ code: 4, said: { phase: 'judged', fates: { new: 1, refused: 1 } } });
    const imported = await command([
      'import',
      '--resume',
      String(tried.said.jobId),
      file,
      ...common,
      '--confirm',
    ]);
    expect(imported).toMatchObject({ code: 4, said: { phase: 'imported', written: 1 } });
    const undone = await command(['import', '--undo', String(tried.said.jobId), ...common]);
    expect(undone).toMatchObject({ code: 0, said: { phase: 'undone' } });
    const exported = join(folder, 'exported.xlsx');
    const asked = ['export', 'doctors', ...common, '--format', 'xlsx', '--out', exported];
    expect(await command(asked)).toMatchObject({ code: 0, said: { kind: 'doctors' } });
    expect(await command(asked)).toMatchObject({ code: 2, said: { problem: 'file-not-writable' } });
    const again = await command(['import', 'doctors', exported, ...common]);
    expect(again).toMatchObject({
      code: 0,
      said: { fates: { new: 0, changed: 0, refused: 0, duplicate: 0 } },
    });
    await press(go, 'staff-imports:token.withdraw');
    expect(await main(go)).toContain(go.t('staff-imports:token.none'));
    expect(await command(['import', 'doctors', file, ...common])).toMatchObject({ code: 3 });
    expect(await command(['import', 'nonsense', file, ...common])).toMatchObject({ code: 2 });
    rmSync(folder, { recursive: true });
  }));

test.each([true, false])('the region’s units and doctors are downloaded as files (script: %s)', (script) =>
  asOfficer({ script, width: script ? 1280 : 320 }, async (go) => {
    await go.follow('staff-imports:open');
    await looksRight(go, script);
    for (const file of ['careUnits-csv', 'careUnits-xlsx', 'doctors-csv', 'doctors-xlsx'] as const) {
      const link = go.page.getByRole('link', { name: go.t(`staff-imports:export.${file}`), exact: true });
      const answer = await go.page.request.get(
        new URL((await link.getAttribute('href')) ?? '', service.origin).href,
      );
      const { 'cache-control': cache, 'content-disposition': disposition, ...headers } = answer.headers();
      expect([answer.status(), cache, headers['x-content-type-options']]).toEqual([
        200,
        'no-store',
        'nosniff',
      ]);
      expect(disposition).toMatch(
        /^attachment; filename="(vardenheter|lakare)-\d{4}-\d\d-\d\d\.(csv|xlsx)"$/,
      );
      expect((await answer.body()).byteLength).toBeGreaterThan(1_000);
      if (file !== 'doctors-csv') continue;
      const [download] = await Promise.all([go.page.waitForEvent('download'), link.click()]);
      expect(download.suggestedFilename()).toMatch(/^lakare-.*\.csv$/);
    }
    await go.open('/personal/enhet/vardcentral-orsa/lakare');
    await looksRight(go, script);
    const link = go.page.getByRole('link', { name: go.t('staff-imports:export.doctors-csv'), exact: true });
    const [roster] = await Promise.all([go.page.waitForEvent('download'), link.click()]);
    expect(
      readFileSync(await roster.path(), 'utf8')
        .trim()
        .split('\r\n').length,
    ).toBeGreaterThan(2);
  }),
);
