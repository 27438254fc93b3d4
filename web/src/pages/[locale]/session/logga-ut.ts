import type { APIRoute } from 'astro';

/** Ends the session here, then at the e-ID provider where it has a logout of its own. A session that is over is out. */
export const POST: APIRoute = async ({ locals, redirect }) => {
  const ended = await locals.api.call('endSession');
  const loggedOut = `/${locals.tag}/utloggad`;
  if (ended.ok) return redirect(ended.answer.endSessionUrl ?? loggedOut, 303);
  if (ended.status === 401) return redirect(loggedOut, 303);
  return redirect(`/${locals.tag}/min-sida?fel=utloggning`, 303);
};
