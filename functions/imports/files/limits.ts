/**
 * What a file may be at the most. Each stops a file that no region has before it costs memory or time; what a
 * workbook costs was measured (`docs/import-formats.md`).
 */
export const tableLimits = {
  /** The widest format has twenty columns. */
  columns: 100,
  /** A row of a file of text, and so the most of it that is held at once, characters. */
  rowLength: 65_536,
  cellLength: 4_000,
  /** Each row is told with its headers. */
  headerLength: 100,
  /** Rows of one file; a region's whole register is imported in several. */
  rows: 200_000,
  /** Packed bytes of a workbook, which must be held: its table of contents stands last. */
  workbookBytes: 16 * 1_048_576,
  workbookEntries: 1_000,
  /** Unpacked bytes of all that is read of a workbook; a sheet of 100,000 rows takes some 80 MB. */
  unpackedBytes: 300 * 1_048_576,
  /** How many times smaller a packed part may be, above a mebibyte; sheets of real tables reach 30. */
  packedRatio: 150,
  sheets: 20,
  /** Different texts of a workbook, which must be held: cells point at them. */
  sharedTexts: 1_000_000,
  sharedCharacters: 32 * 1_048_576,
} as const;
