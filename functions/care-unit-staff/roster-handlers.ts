import type { HandlersOf } from '#http/call-context.ts';
import type { Database } from '#store/database.ts';
import { changeRosterEntries, previewRosterChanges } from './change-many.ts';
import { addRosterEntry, changeRosterEntry, endRosterEntry, undoRosterChange } from './change-roster.ts';
import { getRoster, getRosterEntry } from './get-roster.ts';

type RosterRoutes =
  | 'getRoster'
  | 'getRosterEntry'
  | 'addRosterEntry'
  | 'changeRosterEntry'
  | 'endRosterEntry'
  | 'undoRosterChange'
  | 'previewRosterChanges'
  | 'changeRosterEntries';

/** The handlers of the roster, for the capability's own handler. */
export function rosterHandlers(database: Database): Pick<HandlersOf<'care-unit-staff'>, RosterRoutes> {
  return {
    getRoster: (call, context) => getRoster(database, call, context),
    getRosterEntry: (call, context) => getRosterEntry(database, call, context),
    addRosterEntry: (call, context) => addRosterEntry(database, call, context),
    changeRosterEntry: (call, context) => changeRosterEntry(database, call, context),
    endRosterEntry: (call, context) => endRosterEntry(database, call, context),
    undoRosterChange: (call, context) => undoRosterChange(database, call, context),
    previewRosterChanges: (call, context) => previewRosterChanges(database, call, context),
    changeRosterEntries: (call, context) => changeRosterEntries(database, call, context),
  };
}
