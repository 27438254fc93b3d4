import { appendFileSync, existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

/** Chromium as Debian ships it; the flags keep it from looking for the outside world. */
const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function chromePath(): string {
  const found = [process.env.CHROME_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
    (path) => path && existsSync(path),
  );
  if (!found) throw new Error('Chromium is missing: install the Debian package chromium, or set CHROME_PATH');
  return found;
}

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: chromePath(), args: chromiumArgs });
}

/** Addresses and titles of every page that was visited; the scanner reads them after the run. */
const addressesLog = join('test-results', 'addresses.log');

/** Notes what stands in the browser's history. Of the return from the e-ID only the path: its code is there by protocol. */
function note(address: string, title: string): void {
  const { origin, pathname, search } = new URL(address);
  mkdirSync(dirname(addressesLog), { recursive: true });
  appendFileSync(
    addressesLog,
    `${origin}${pathname}${pathname === '/auth/callback' ? '' : search} ${title}\n`,
  );
}

/** How a visitor meets a page. */
export interface Visitor {
  readonly width?: 320 | 1280;
  readonly script?: boolean;
  readonly colors?: 'light' | 'dark' | 'forced';
  readonly language?: string;
}

/** A visitor's browser with a record of what must not happen: foreign requests, policy violations, page errors. */
export interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly foreignRequests: string[];
  readonly violations: string[];
  close(): Promise<void>;
}

/** Opens a clean browser context. `origins` are those a visit may speak to: the service and the e-ID provider. */
export async function visit(
  browser: Browser,
  origins: readonly string[],
  visitor: Visitor = {},
): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width: visitor.width ?? 1280, height: visitor.width === 320 ? 640 : 900 },
    javaScriptEnabled: visitor.script ?? true,
    colorScheme: visitor.colors === 'dark' ? 'dark' : 'light',
    forcedColors: visitor.colors === 'forced' ? 'active' : 'none',
    reducedMotion: 'reduce',
    locale: visitor.language ?? 'sv-SE',
  });
  const page = await context.newPage();
  const foreignRequests: string[] = [];
  const violations: string[] = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith('data:') && !origins.some((origin) => url.startsWith(`${origin}/`)))
      foreignRequests.push(url);
  });
  context.on('page', (opened) => keepAddresses(opened, origins));
  keepAddresses(page, origins);
  page.on('console', (message) => {
    if (/content security policy|refused to/i.test(message.text())) violations.push(message.text());
  });
  page.on('pageerror', (error) => violations.push(`page error: ${error.message}`));
  return { context, page, foreignRequests, violations, close: () => context.close() };
}

/** Only the service's own pages: at the e-ID provider the address holds what the protocol puts there. */
function keepAddresses(page: Page, [own = '']: readonly string[]): void {
  page.on('request', (request) => {
    if (request.isNavigationRequest() && request.url().startsWith(`${own}/`)) note(request.url(), '');
  });
  page.on('load', () => {
    const address = page.url();
    if (!address.startsWith(`${own}/`)) return;
    // A page that is left before it has told its title is noted by its address.
    page.title().then(
      (title) => note(address, title),
      () => undefined,
    );
  });
}
