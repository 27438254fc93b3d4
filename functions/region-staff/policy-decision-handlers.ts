import type { HandlersOf } from '#http/call-context.ts';
import type { Database } from '#store/database.ts';
import { decideRules, withdrawRules } from './decide-rules.ts';
import { findNamedDoctorRules } from './find-named-doctor-rules.ts';
import { previewNamedDoctorRules } from './preview-named-doctor-rules.ts';

type PolicyRoutes =
  | 'findNamedDoctorRules'
  | 'previewNamedDoctorRules'
  | 'decideNamedDoctorRules'
  | 'withdrawNamedDoctorRules';

/** The handlers of the rules on named doctors, for the capability's own handler. */
export function policyDecisionHandlers(database: Database): Pick<HandlersOf<'region-staff'>, PolicyRoutes> {
  return {
    findNamedDoctorRules: (_call, context) => findNamedDoctorRules(database, context),
    previewNamedDoctorRules: (call, context) => previewNamedDoctorRules(database, call, context),
    decideNamedDoctorRules: (call, context) => decideRules(database, call, context),
    withdrawNamedDoctorRules: (call, context) => withdrawRules(database, call, context),
  };
}
