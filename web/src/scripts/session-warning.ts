import type { SessionView } from '../components/person/session-view.ts';

/** Seconds before the end at which one is asked (WCAG 2.2.1 wants at least twenty). */
const ASK_AT = 120;
const SAY_SOON_AT = 30;

/**
 * `<session-warning>`: two minutes before the session ends, asks whether to stay. It only makes quicker what the page
 * does without it: the time and the button to stay stand there as text and form. Times come finished from the server.
 */
class SessionWarning extends HTMLElement {
  #endsAt = 0;
  #timer = 0;
  #isFetching = false;
  /** Asked once for this end; extending, here or in another window, begins anew. */
  #wasAsked = false;

  connectedCallback(): void {
    this.#take(Number(this.dataset.endsIn));
    for (const button of this.querySelectorAll('[data-extend]')) {
      button.addEventListener('click', () => void this.#extend());
    }
    document.addEventListener('visibilitychange', this.#wake);
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
    document.removeEventListener('visibilitychange', this.#wake);
  }

  /** A computer that slept has missed its timers, and the person may have logged out in another window. */
  #wake = (): void => {
    if (!document.hidden) void this.#check(true);
  };

  get #dialog(): HTMLDialogElement {
    return this.#part('dialog', HTMLDialogElement);
  }

  get #left(): number {
    return (this.#endsAt - Date.now()) / 1000;
  }

  #part<E extends HTMLElement>(selector: string, kind: new () => E): E {
    const found = this.querySelector(selector);
    if (!(found instanceof kind)) throw new Error(`session-warning lacks ${selector}`);
    return found;
  }

  #take(endsIn: number): void {
    this.#endsAt = Date.now() + endsIn * 1000;
    if (endsIn > ASK_AT) this.#wasAsked = false;
    this.#plan();
  }

  /** Sets the one timer to the next moment that matters: to ask, to say that it is soon, to leave. */
  #plan(): void {
    clearTimeout(this.#timer);
    const next = !this.#wasAsked ? ASK_AT : this.#left > SAY_SOON_AT ? SAY_SOON_AT : 0;
    const wait = Math.max(this.#left - next, 0.25);
    this.#timer = window.setTimeout(() => void this.#check(), wait * 1000);
  }

  /** The server knows better than this page: another window may have extended the session, or ended it. */
  async #check(isWaking = false): Promise<void> {
    if (this.#isFetching) return;
    if (this.#left > ASK_AT && !isWaking) return this.#plan();
    this.#isFetching = true;
    await this.#ask(this.dataset.state ?? '');
    this.#isFetching = false;
    if (this.#left <= 0) return this.#leave();
    if (this.#left <= ASK_AT && !this.#wasAsked) this.#open();
    else if (this.#left <= SAY_SOON_AT) this.#say(this.dataset.soon ?? '');
    this.#plan();
  }

  #open(): void {
    this.#wasAsked = true;
    if (!this.#dialog.open) this.#dialog.showModal();
  }

  async #extend(): Promise<void> {
    const form = new URLSearchParams({ till: location.pathname });
    const extended = await this.#ask(this.dataset.extension ?? '', { method: 'POST', body: form });
    if (!extended) return this.#say(this.dataset.failed ?? '');
    this.#dialog.close();
    this.#say(extended.until);
  }

  /** Asks the site about the session and takes what it says; 401 is the end of it. */
  async #ask(address: string, init: RequestInit = {}): Promise<SessionView | undefined> {
    try {
      const answer = await fetch(address, { ...init, headers: { accept: 'application/json' } });
      if (answer.status === 401) this.#endsAt = 0;
      if (!answer.ok) return undefined;
      const view: SessionView = await answer.json();
      this.#show(view);
      return view;
    } catch {
      return undefined;
    }
  }

  #show(view: SessionView): void {
    for (const place of document.querySelectorAll('[data-session-until]')) place.textContent = view.until;
    this.#part('[data-warning]', HTMLElement).textContent = view.warning;
    this.#take(view.endsIn);
    if (view.endsIn > ASK_AT && this.#dialog.open) this.#dialog.close();
  }

  /** A page behind a dialog is inert, and what is said there is not read. */
  #say(text: string): void {
    const place = this.#dialog.open ? '[data-say="asking"]' : '[data-say="page"]';
    this.#part(place, HTMLElement).textContent = text;
  }

  /** Nothing personal stays on the screen of who has gone. */
  #leave(): void {
    location.assign(this.dataset.login ?? '/');
  }
}

customElements.define('session-warning', SessionWarning);
