import { describe, expect, it } from 'vitest';
import { readStatus, statusRows } from '../../../tools/locale-status.ts';
import { localeEntries, namespacesOf } from '../../../tools/locale-texts.ts';

describe('what has been reviewed', () => {
  it.each(localeEntries)('$tag tells the state of each namespace it has', ({ tag, state }) => {
    const status = readStatus(tag);
    expect(Object.keys(status).sort()).toEqual(namespacesOf(tag));
    for (const { state: own, sourceHash } of Object.values(status)) {
      expect(own).toBe(state);
      expect(sourceHash).toMatch(/^[0-9a-f]{16}$/);
    }
  });

  it('only Swedish is a source; Arabic is a machine’s; nothing says it is reviewed', () => {
    for (const { tag, state } of statusRows())
      expect(state).toBe(tag === 'sv' ? 'source' : tag === 'ar' ? 'machine' : 'draft');
  });

  it('no text is older than its Swedish: read both, then `node tools/locale-status.ts settle <tag>`', () => {
    expect(statusRows().filter((row) => row.stale)).toEqual([]);
  });
});
