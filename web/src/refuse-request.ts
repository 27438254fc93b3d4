import { paths } from './api/paths.ts';

/** A request as far as it is judged before anything is looked up. */
export interface Asked {
  readonly method: string;
  /** The header `Origin`, which browsers send with every post. */
  readonly origin: string | null;
  readonly pathname: string;
  /** The pattern of the page that Astro found. */
  readonly routePattern: string;
}
export type RequestRefusal = 'not-found' | 'method-not-allowed' | 'foreign-origin';

/** What pages answer: they are read, and their forms are posted. */
export const pageMethods: readonly string[] = ['GET', 'HEAD', 'POST'];

/** Files under `src/pages`. Astro brings routes of its own beside them; none is used, and so none is answered. */
function isOurs(routePattern: string): boolean {
  return ['/', '/robots.txt', '/404', '/500'].includes(routePattern) || routePattern.startsWith('/[locale]');
}

/**
 * Why a request gets no page. Of Astro's own routes `/_image` would fetch any page of ours with the reader's cookie and
 * hand it out as public. The origin of a post is asked for whatever its content type: Astro's own check looks at
 * forms only, and what logs out or extends a session needs no body.
 */
export function refuseRequest(asked: Asked, publicOrigin: string): RequestRefusal | undefined {
  const { method, origin, pathname, routePattern } = asked;
  if (!isOurs(routePattern)) return 'not-found';
  if (isOfTheApi(pathname)) return isRoute(pathname) ? 'method-not-allowed' : 'not-found';
  if (!pageMethods.includes(method)) return 'method-not-allowed';
  if (method === 'POST' && origin !== publicOrigin) return 'foreign-origin';
  // The page for faults is shown where one happened; asked for by its address it would ring the alarm.
  return routePattern === '/500' && pathname.startsWith('/500') ? 'not-found' : undefined;
}

/** What the API has no route for comes here: a caller of the API is to be answered as one. */
export function isOfTheApi(pathname: string): boolean {
  return pathname.startsWith('/api/') || pathname.startsWith('/auth/');
}

/** Whether the API has this path, so that it was the method that is not one of its own. */
function isRoute(pathname: string): boolean {
  const asked = pathname.split('/');
  return Object.values(paths).some(({ path }) => {
    const segments = path.split('/');
    return (
      segments.length === asked.length &&
      segments.every((segment, index) =>
        segment.startsWith('{') ? asked[index] !== '' : segment === asked[index],
      )
    );
  });
}
