import type { APIRoute } from 'astro';
import { viewSession } from '../../../../components/person/session-view.ts';

/** For the script that warns: when the staff session ends now. Asking extends nothing. */
export const GET: APIRoute = async ({ locals }) => {
  const session = await locals.api.call('getStaffSession');
  if (!session.ok) return new Response(null, { status: session.status });
  return Response.json(viewSession(session.answer, locals, new Date(), 'staff'));
};
