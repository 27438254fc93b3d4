/**
 * Moves the clock of this thread, for tests of midnights and of sessions that end. Only the wall clock moves; timers
 * and what the rest of the machine thinks do not.
 *
 * @param ahead milliseconds; 0 leaves the clock alone
 */
export function moveClock(ahead: number): void {
  if (ahead === 0) return;
  const RealDate = Date;
  const MovedDate = function (this: unknown, ...given: [] | [number]) {
    const date = given.length === 0 ? new RealDate(RealDate.now() + ahead) : new RealDate(...given);
    return new.target ? date : date.toString();
  };
  Object.setPrototypeOf(MovedDate, RealDate);
  MovedDate.prototype = RealDate.prototype;
  MovedDate.now = () => RealDate.now() + ahead;
  Object.defineProperty(globalThis, 'Date', { value: MovedDate, writable: true, configurable: true });
}
