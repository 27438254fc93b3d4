import { describe, expect, it } from 'vitest';
import { readOptions } from '#infra/local/read-options.ts';

describe('what npm start reads from the environment', () => {
  it('has defaults for everything', () => {
    expect(readOptions({})).toEqual({ port: 3000, region: 'dalarna', people: 2400, dataDir: undefined });
  });

  it('takes what is given', () => {
    const given = { PORT: '0', REGION: 'vastmanland', DEMO_PEOPLE: '50', DATA_DIR: '/tmp/data' };
    expect(readOptions(given)).toEqual({ port: 0, region: 'vastmanland', people: 50, dataDir: '/tmp/data' });
  });

  it.each([
    [{ REGION: 'atlantis' }, /^REGION=atlantis is not known\. Known: dalarna, vastmanland\.$/],
    [{ PORT: 'http' }, /^PORT=http is no port/],
    [{ PORT: '70000' }, /^PORT=70000 is no port/],
    [{ DEMO_PEOPLE: 'many' }, /^DEMO_PEOPLE=many is no number of people/],
    [{ DEMO_PEOPLE: '0' }, /^DEMO_PEOPLE=0 is no number/],
    [{ DEMO_PEOPLE: '1e9' }, /^DEMO_PEOPLE=1e9 is no number/],
  ])('refuses %o in one line', (given, message) => {
    expect(() => readOptions(given)).toThrow(message);
    try {
      readOptions(given);
    } catch (error) {
      expect(String(error).split('\n')).toHaveLength(1);
    }
  });
});
