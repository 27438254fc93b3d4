import type { APIRoute } from 'astro';
import { fieldOf, readForm } from '../../../../components/person/form.ts';
import { staffLoginPath, staffReturnPath } from '../../../../components/person/return-path.ts';
import { viewSession } from '../../../../components/person/session-view.ts';

/** "Stay signed in" for staff (WCAG 2.2.1): as for people, with a session of its own. */
export const POST: APIRoute = async ({ request, locals, redirect }) => {
  const form = await readForm(request);
  const back = staffReturnPath(fieldOf(form, 'till'), locals.tag) ?? `/${locals.tag}/personal`;
  const extended = await locals.api.call('extendStaffSession');
  const isScript = request.headers.get('accept')?.startsWith('application/json');
  if (!extended.ok) {
    if (isScript) return new Response(null, { status: extended.status });
    return redirect(extended.status === 401 ? staffLoginPath(locals.tag, back, true) : back, 303);
  }
  if (!isScript) return redirect(back, 303);
  return Response.json(viewSession(extended.answer, locals, new Date(), 'staff'));
};
