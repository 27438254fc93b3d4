import type { APIRoute } from 'astro';
import { fieldOf, readForm } from '../../../components/person/form.ts';
import { loginPath, returnPath } from '../../../components/person/return-path.ts';
import { viewSession } from '../../../components/person/session-view.ts';

/**
 * "Stay signed in" (WCAG 2.2.1): the form's button goes back to the page it stood on; the script of the same form asks
 * for JSON and stays.
 */
export const POST: APIRoute = async ({ request, locals, redirect }) => {
  const form = await readForm(request);
  const back = returnPath(fieldOf(form, 'till'), locals.tag) ?? `/${locals.tag}/min-sida`;
  const extended = await locals.api.call('extendSession');
  const isScript = request.headers.get('accept')?.startsWith('application/json');
  if (!extended.ok) {
    if (isScript) return new Response(null, { status: extended.status });
    return redirect(extended.status === 401 ? loginPath(locals.tag, back, true) : back, 303);
  }
  if (!isScript) return redirect(back, 303);
  return Response.json(viewSession(extended.answer, locals, new Date()));
};
