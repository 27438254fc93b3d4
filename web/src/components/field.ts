/** A field that is wrong, for the summary on top of the page. */
export interface FieldError {
  /** `#` and the id of the field. */
  readonly href: string;
  readonly text: string;
}

/** A row of a summary: what was asked, what was answered, and the way to change it. */
export interface SummaryRow {
  readonly label: string;
  readonly value?: string;
  /** `hiddenLabel` is read after the word "Change" so that each such link says what it changes. */
  readonly change?: { readonly href: string; readonly label: string; readonly hiddenLabel: string };
}
