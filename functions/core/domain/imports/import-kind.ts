/** What a file can hold; one kind a file. */
export const importKinds = ['careUnits', 'doctors', 'listings'] as const;
export type ImportKind = (typeof importKinds)[number];
