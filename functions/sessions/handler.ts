import { createSessionsHandler } from './create-sessions-handler.ts';
import { readEnvironment } from './environment.ts';

/** e-ID login, session and logout. The one function that may learn who somebody is. */
export const handler = createSessionsHandler(readEnvironment(process.env));
