/** A region's own look: `regions/{slug}.css` (colours) and `regions/{slug}.svg` (mark, ridge, view). */
export interface RegionLook {
  /** Address of its colours; absent: the theme's own. */
  readonly styles?: string;
  /** Address of its drawings. */
  readonly drawings?: string;
}

const styles = import.meta.glob<string>('../regions/*.css', {
  eager: true,
  query: '?url',
  import: 'default',
});
const drawings = import.meta.glob<string>('../regions/*.svg', {
  eager: true,
  query: '?url',
  import: 'default',
});

/** The look of a region by its slug. A region without files of its own has the plain theme and no drawings. */
export function lookOf(slug: string): RegionLook {
  return { styles: styles[`../regions/${slug}.css`], drawings: drawings[`../regions/${slug}.svg`] };
}
