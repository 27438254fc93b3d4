import type { SessionTimes } from '../../api/client.ts';
import type { Translator } from '../../i18n/create-translator.ts';
import type { Formatters } from '../../i18n/formatters.ts';
import type { TextKey } from '../../i18n/text-key.ts';

/** What a page, or its script, is told of the session: every text finished here, since a browser formats nothing. */
export interface SessionView {
  /** Whole seconds until it ends, counted when this was made: the reader's own clock may be wrong. */
  readonly endsIn: number;
  /** The absolute limit is what ends it, so asking for more time is no use. */
  readonly isFinal: boolean;
  readonly until: string;
  readonly warning: string;
}

/** The session ends at the earlier of its two limits. `now` is the instant of the request. */
export function viewSession(
  times: SessionTimes,
  { t, fmt }: { readonly t: Translator['t']; readonly fmt: Formatters },
  now: Date,
  audience: 'person' | 'staff' = 'person',
): SessionView {
  const isFinal = times.absoluteUntil <= times.idleUntil;
  const endsAt = isFinal ? times.absoluteUntil : times.idleUntil;
  const time = fmt.time(endsAt);
  return {
    endsIn: Math.max(0, Math.floor((Date.parse(endsAt) - now.getTime()) / 1000)),
    isFinal,
    until: t(isFinal ? 'session:limit' : 'session:until', { time }),
    // Drafts that wait for a day are a person's: staff are not promised what is not kept.
    warning: t(textOf(audience, isFinal), { time }),
  };
}

function textOf(audience: 'person' | 'staff', isFinal: boolean): TextKey {
  if (audience === 'staff') return isFinal ? 'staff:session.final' : 'staff:session.warning';
  return isFinal ? 'session:final.text' : 'session:warning.text';
}
