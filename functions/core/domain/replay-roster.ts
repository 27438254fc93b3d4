import { type AuditEvent, dataOf } from './events.ts';
import { type RosterEntry, type RosterState, withDoctor, withEntry } from './roster-entry.ts';

/** A unit's roster and capacity after one of the roster's events; nothing where the event is another's. */
export function afterRosterEvent(
  { capacity, doctors }: RosterState,
  event: AuditEvent,
): RosterState | undefined {
  const change = rosterChangeOf(event);
  return (
    change && {
      capacity: withEntry(capacity, change.doctorId, change.entry),
      doctors: withDoctor(doctors, change.doctorId, change.entry?.doctor),
    }
  );
}

/** Whose entry the event changes, and the entry after it; none where it is gone. */
function rosterChangeOf(event: AuditEvent): { doctorId: string; entry?: RosterEntry } | undefined {
  const undone = dataOf(event, 'roster-change-undone');
  if (undone) return undone;
  const entry =
    dataOf(event, 'doctor-added') ?? dataOf(event, 'doctor-changed') ?? dataOf(event, 'doctor-ended');
  return entry && { doctorId: entry.doctor.doctorId, entry };
}
