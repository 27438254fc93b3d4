/** What came of a navigation: where it ended, and every address on the way. */
export interface Visited {
  readonly response: Response;
  readonly body: string;
  readonly addresses: readonly URL[];
}

/** As much of a browser as a login needs: cookies by origin, redirects followed, forms sent. */
export interface CookieBrowser {
  visit(address: string | URL): Promise<Visited>;
  /** Posts a form from a page of the same origin. */
  submit(address: string | URL, fields: Readonly<Record<string, string>>): Promise<Visited>;
  cookie(origin: string, name: string): string | undefined;
  setCookie(origin: string, name: string, value: string): void;
}

/** A browser without script. It follows redirects until `stopsAt` says that an address is not to be visited. */
export function openBrowser(stopsAt: (address: URL) => boolean = () => false): CookieBrowser {
  const jars = new Map<string, Map<string, string>>();
  const jarOf = (origin: string) => {
    const jar = jars.get(origin) ?? new Map<string, string>();
    jars.set(origin, jar);
    return jar;
  };

  async function go(start: URL, init: { method: string; body?: URLSearchParams }): Promise<Visited> {
    let address = start;
    let { method, body } = init;
    const addresses = [start];
    for (;;) {
      const headers: Record<string, string> = { 'accept-language': 'sv', origin: address.origin };
      const cookie = Array.from(jarOf(address.origin), ([name, value]) => `${name}=${value}`).join('; ');
      if (cookie) headers.cookie = cookie;
      const response = await fetch(address, { method, headers, redirect: 'manual', ...(body && { body }) });
      keep(response, address.origin);
      const location = response.headers.get('location');
      if (location === null) return { response, body: await response.text(), addresses };
      address = new URL(location, address);
      addresses.push(address);
      if (stopsAt(address)) return { response, body: await response.text(), addresses };
      await response.arrayBuffer();
      method = 'GET';
      body = undefined;
      if (addresses.length > 20) throw new Error('Redirected without end');
    }
  }

  function keep(response: Response, origin: string): void {
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      const expired = /max-age=0|expires=thu, 01 jan 1970/i.test(line) || value === '';
      if (expired) jarOf(origin).delete(name);
      else jarOf(origin).set(name, value);
    }
  }

  return {
    visit: (address) => go(new URL(address), { method: 'GET' }),
    submit: (address, fields) => go(new URL(address), { method: 'POST', body: new URLSearchParams(fields) }),
    cookie: (origin, name) => jarOf(origin).get(name),
    setCookie: (origin, name, value) => {
      jarOf(origin).set(name, value);
    },
  };
}
