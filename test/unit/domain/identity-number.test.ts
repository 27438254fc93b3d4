import { describe, expect, test } from 'vitest';
import { birthDateOf, parseIdentityNumber } from '#domain/identity-number.ts';

const today = '2026-11-21';
const parse = (text: string) => parseIdentityNumber(text, today);
const birthDate = (text: string) => {
  const parsed = parse(text);
  return parsed && birthDateOf(parsed);
};

describe('personnummer (Skatteverket’s test series and rules 3)', () => {
  test.each([
    ['199001012385', '1990-01-01'],
    ['199001032391', '1990-01-03'],
    ['201301012397', '2013-01-01'],
    ['189001019802', '1890-01-01'],
    ['189001029819', '1890-01-02'],
    ['189001049817', '1890-01-04'],
    ['190905271474', '1909-05-27'],
    ['201202292395', '2012-02-29'],
    ['200002292399', '2000-02-29'],
    ['200001252386', '2000-01-25'],
    ['189602029812', '1896-02-02'],
    ['196101182803', '1961-01-18'],
    ['199002222397', '1990-02-22'],
    ['200302022389', '2003-02-02'],
    ['189002029800', '1890-02-02'],
  ])('%s, born %s', (number, born) => {
    expect(parse(number)).toEqual({ kind: 'personalIdentityNumber', number });
    expect(birthDate(number)).toBe(born);
  });

  test.each([
    ['19900101-2385', '199001012385', 'twelve digits with a hyphen'],
    ['900101-2385', '199001012385', 'ten digits with a hyphen'],
    ['9001012385', '199001012385', 'ten digits'],
    ['130101-2397', '201301012397', 'the latest century that is not ahead'],
    ['090527+1474', '190905271474', 'plus: a hundred years or more'],
    ['900101+9802', '189001019802', 'plus, from the eighteen hundreds'],
  ])('%s is %s (%s)', (text, number) => {
    expect(parse(text)?.number).toBe(number);
  });

  test.each([
    ['199001012386', 'check digit'],
    ['201302302398', '30 February (rules 3)'],
    ['201302302391', '30 February with a right check digit'],
    ['19090527 1474', 'a space'],
    [' 199001012385', 'a space before'],
    ['199001012385\n', 'a line break after'],
    ['19090527+1474', 'a century and a plus'],
    ['１９９００１０１２３８５', 'full-width digits'],
    ['١٩٩٠٠١٠١٢٣٨٥', 'Arabic digits'],
    ['199001012385a', 'a letter'],
    ['19900101−2385', 'a minus sign for a hyphen'],
    ['19900101--2385', 'two hyphens'],
    ['1990-01-01-2385', 'a date with hyphens'],
    ['90010123850', 'eleven digits'],
    ['', 'nothing'],
  ])('%s is none (%s)', (text) => {
    expect(parse(text)).toBeUndefined();
  });

  test('nobody is born tomorrow', () => {
    expect(parseIdentityNumber('201301012397', '2013-01-01')).toBeDefined();
    expect(parseIdentityNumber('201301012397', '2012-12-31')).toBeUndefined();
  });

  test('the century of a short number turns with the year', () => {
    expect(parseIdentityNumber('130101-2397', '2013-12-31')?.number).toBe('201301012397');
    expect(parseIdentityNumber('900101-2385', '2089-12-31')?.number).toBe('199001012385');
  });
});

describe('samordningsnummer (Skatteverket’s test series and rules 3)', () => {
  test.each([
    ['198801622393', '1988-01-02'],
    ['201301692388', '2013-01-09'],
    ['191711602399', undefined],
    ['191500722390', undefined],
    ['201200642393', undefined],
    ['193100602394', undefined],
    ['196109732393', '1961-09-13'],
    ['191401682396', '1914-01-08'],
    ['200307662395', '2003-07-06'],
    ['192004912388', undefined],
    ['201109912384', undefined],
    ['202312722388', '2023-12-12'],
  ])('%s, born %s (month 00, day 60 and days that do not exist: unknown)', (number, born) => {
    expect(parse(number)).toEqual({ kind: 'coordinationNumber', number });
    expect(birthDate(number)).toBe(born);
  });

  test('written short', () => {
    expect(parse('880162-2393')).toEqual({ kind: 'coordinationNumber', number: '198801622393' });
    expect(parse('170160+2394')?.kind).toBeUndefined();
    expect(parse('171160+2399')?.number).toBe('191711602399');
  });

  test.each([
    ['198801622394', 'check digit'],
    ['198813622399', 'month 13'],
    ['198801592398', 'day 59'],
    ['198801922397', 'day 92'],
  ])('%s is none (%s)', (text) => {
    expect(parse(text)).toBeUndefined();
  });

  test('nobody is born next year', () => {
    expect(parseIdentityNumber('202312722388', '2023-01-01')).toBeDefined();
    expect(parseIdentityNumber('202312722388', '2022-12-31')).toBeUndefined();
  });
});
