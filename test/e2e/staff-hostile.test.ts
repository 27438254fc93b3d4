import { beforeAll, describe, expect, inject, test } from 'vitest';
import { type CookieBrowser, openBrowser } from '#support/cookie-browser.ts';
import { demoPeople } from '#support/demo-people.ts';
import { demoStaff } from '#support/demo-staff.ts';
import { type PageVisit, visits } from '#support/visits.ts';

const service = inject('service');
const { origin } = service;
const staff = demoStaff(service.staffFile);
const evil = '"><script>alert(1)</script>\u202E\u0000=1+1';

/** Every page of staff that a role is needed for. */
const pages = Object.entries(visits).flatMap(([file, visit]) =>
  visit.staff ? [[file, { ...visit, staff: visit.staff }] as const] : [],
);
const cookies = new Map<string, string>();
let person = '';
beforeAll(async () => {
  for (const role of new Set(pages.map(([, visit]) => visit.staff)))
    cookies.set(role, await signIn('__Host-staff', '&issuer=test-staff-e-id', staff.find(role).number));
  const { number } = demoPeople(service.demoFile).next('not-listed');
  person = await signIn('__Host-person', '', number);
});

async function signIn(name: string, query: string, number: string): Promise<string> {
  const browser: CookieBrowser = openBrowser();
  const asked = await browser.visit(`${origin}/auth/login?locale=sv${query}`);
  await browser.submit(asked.addresses.at(-1) ?? '', { number });
  const token = browser.cookie(origin, name);
  if (!token) throw new Error('Nobody was signed in');
  return token;
}

const ask = (path: string, cookie: string, init: RequestInit = {}) =>
  fetch(origin + path, {
    redirect: 'manual',
    ...init,
    headers: { ...(cookie && { cookie }), ...init.headers },
  });

type StaffVisit = PageVisit & { readonly staff: NonNullable<PageVisit['staff']> };
const own = ({ staff: role }: StaffVisit) => `__Host-staff=${cookies.get(role)}`;

/** The page's path for the one who visits it, along the first link of a table where it needs one. */
async function pathOf(visit: StaffVisit): Promise<string> {
  const careUnitId = staff.find(visit.staff).careUnitIds[0] ?? '';
  let path = `/sv${visit.path.replace('{unit}', careUnitId)}`;
  if (path.includes('{doctor}')) {
    const list = await (await ask(`/sv/personal/enhet/${careUnitId}/lakare`, own(visit))).text();
    path = path.replace('{doctor}', /\/lakare\/([a-z0-9]{4,12})"/.exec(list)?.[1] ?? 'none');
  }
  for (const _ of visit.through ?? []) {
    const [base = ''] = path.split('?');
    const page = await (await ask(path, own(visit))).text();
    const links = Array.from(page.matchAll(/href="(\/sv\/personal\/[^"?]+)"/g), ([, href = '']) => href);
    path = links.find((href) => href.startsWith(`${base}/`) && /\/[a-z0-9]{26}$/.test(href)) ?? path;
  }
  return path;
}

/** The forms that a page posts, by what their hidden and other fields hold, each text field filled with `text`. */
function formsOf(page: string, text: string): { action: string | undefined; fields: URLSearchParams }[] {
  const forms = Array.from(page.matchAll(/<form([^>]*method="post"[^>]*)>([\s\S]*?)<\/form>/g));
  return forms.map(([, head = '', inside = '']) => {
    const fields = new URLSearchParams();
    for (const [, tag = '', attributes = ''] of inside.matchAll(
      /<(input|textarea|select|button)\b([^>]*)>/g,
    )) {
      const name = /\bname="([^"]+)"/.exec(attributes)?.[1];
      if (name === undefined) continue;
      const type = /\btype="([^"]+)"/.exec(attributes)?.[1] ?? 'text';
      const value = /\bvalue="([^"]*)"/.exec(attributes)?.[1] ?? '';
      const isTyped =
        tag === 'textarea' || (tag === 'input' && !['hidden', 'radio', 'checkbox'].includes(type));
      fields.append(name, isTyped ? text : value);
    }
    return { action: /\baction="([^"]+)"/.exec(head)?.[1], fields };
  });
}

describe.each(pages)('%s', (_file, visit) => {
  test('is for its reader alone, and kept by nobody', async () => {
    const path = await pathOf(visit);
    const mine = await ask(path, own(visit));
    // A person's page is visited by an id of nobody: found is nothing, and that too is for its reader alone.
    const isAsVisited = (status: number) => (visit.status ? status === visit.status : status < 400);
    expect([path, mine.status]).toEqual([path, expect.toSatisfy(isAsVisited)]);
    expect(mine.headers.get('cache-control')).toBe('no-store');
    // Nobody, a person, a person's token as a staff one, and the cookie sent twice.
    const token = cookies.get(visit.staff);
    for (const cookie of [
      '',
      `__Host-person=${person}`,
      `__Host-staff=${person}`,
      `__Host-person=${token}`,
      `__Host-staff=${token}; __Host-staff=${person}`,
      `__Host-staff=${'S'.repeat(43)}`,
    ]) {
      const answer = await ask(path, cookie);
      const [location] = (answer.headers.get('location') ?? '').split('?');
      // A page that only takes a form leads everybody back; every other one leads to the login.
      expect([mine.headers.get('location'), '/sv/personal/logga-in']).toContain(location);
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([303, 'no-store']);
    }
  });

  test('takes no form from elsewhere', async () => {
    const path = await pathOf(visit);
    const body = 'act=decide&step=confirm&rev=1';
    for (const from of ['https://elsewhere.example', 'null', `${origin}.example`, undefined]) {
      for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'application/json', undefined]) {
        const headers = { ...(from && { origin: from }), ...(type && { 'content-type': type }) };
        const answer = await ask(path, own(visit), { method: 'POST', headers, body: Buffer.from(body) });
        expect([from, type, answer.status]).toEqual([from, type, 403]);
      }
    }
  });

  test('shows what was typed as text, in every form that it has', async () => {
    const path = await pathOf(visit);
    const page = await (await ask(path, own(visit))).text();
    for (const { action, fields } of formsOf(page, evil)) {
      // Logging out would end the test; that form has no field.
      if (action?.includes('/session/')) continue;
      const target = new URL(action ?? path, origin + path);
      const answer = await ask(target.pathname + target.search, own(visit), {
        method: 'POST',
        headers: { origin },
        body: fields,
      });
      const said = await answer.text();
      expect([target.pathname, answer.status]).toEqual([
        target.pathname,
        expect.toSatisfy((status: number) => status < 500),
      ]);
      // In an attribute it stands between quotation marks, with its own escaped.
      const outside = said.replaceAll(/"[^"]*"/g, '""');
      expect([target.pathname, outside.includes('<script>alert')]).toEqual([target.pathname, false]);
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
  });

  test('makes nothing of an address that was tampered with', async () => {
    const path = await pathOf(visit);
    for (const query of ['klart', 'visa', 'sortera', 'ordning', 'till', 'antal', 'fran', 'sida', 'act']) {
      const answer = await ask(`${path}?${query}=${encodeURIComponent(evil)}`, own(visit));
      expect([query, answer.status]).toEqual([query, expect.toSatisfy((status: number) => status < 500)]);
      const said = await answer.text();
      expect(said.replaceAll(/"[^"]*"/g, '""')).not.toContain('<script>alert');
      expect(answer.headers.get('location') ?? '').not.toMatch(/alert|elsewhere/);
    }
  });
});

test.each([
  '//elsewhere.example',
  'https://elsewhere.example',
  '/sv/personal/../../x',
  '/\\elsewhere.example',
  '/sv/min-sida',
])('a session that is extended leads back to no other place: %s', async (till) => {
  const answer = await ask('/sv/personal/session/forlang', `__Host-staff=${cookies.get('unitManager')}`, {
    method: 'POST',
    headers: { origin },
    body: new URLSearchParams({ till }),
  });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/sv/personal']);
});
