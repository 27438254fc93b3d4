import type { APIRoute } from 'astro';

/** Ends the staff session here, then at the e-ID provider where it has a logout of its own. */
export const POST: APIRoute = async ({ locals, redirect }) => {
  const ended = await locals.api.call('endStaffSession');
  const loggedOut = `/${locals.tag}/personal/utloggad`;
  if (ended.ok) return redirect(ended.answer.endSessionUrl ?? loggedOut, 303);
  return redirect(ended.status === 401 ? loggedOut : `/${locals.tag}/personal`, 303);
};
