/** Seconds between looks. */
const PAUSE = 2;

/**
 * `<import-progress>`: fetches the page again while a job is at work, and puts in what it says of the progress. It only
 * makes quicker what the link to update does.
 */
class ImportProgress extends HTMLElement {
  #timer = 0;

  connectedCallback(): void {
    if (this.dataset.live !== undefined)
      this.#timer = window.setTimeout(() => void this.#look(), PAUSE * 1000);
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer);
  }

  async #look(): Promise<void> {
    const response = await fetch(location.href).catch(() => undefined);
    const text = response?.ok ? await response.text() : '';
    const page = new DOMParser().parseFromString(text, 'text/html');
    const next = page.querySelector<HTMLElement>('import-progress');
    // Another state has other buttons and rows: the whole page is then another.
    if (next && next.dataset.live !== this.dataset.live) return location.reload();
    const said = next?.querySelector('[data-said]')?.textContent;
    const place = this.querySelector('[data-said]');
    if (said && place && place.textContent !== said) place.textContent = said;
    this.#timer = window.setTimeout(() => void this.#look(), PAUSE * 1000);
  }
}
customElements.define('import-progress', ImportProgress);
