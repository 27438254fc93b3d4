import type { HandlersOf } from '#http/call-context.ts';
import type { Database } from '#store/database.ts';
import { applyForCap } from './apply-for-cap.ts';
import { findCapsOfUnit } from './find-caps-of-unit.ts';

/** The handlers of a unit's caps, for the capability's own handler. */
export function capHandlers(
  database: Database,
): Pick<HandlersOf<'care-unit-staff'>, 'findCapsOfUnit' | 'applyForCap'> {
  return {
    findCapsOfUnit: (call, context) => findCapsOfUnit(database, call, context),
    applyForCap: (call, context) => applyForCap(database, call, context),
  };
}
