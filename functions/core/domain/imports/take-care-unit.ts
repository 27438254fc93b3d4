import type { CellReader } from './cell-reader.ts';
import type { ImportedCareUnit } from './imported-rows.ts';
import { type Read, read, readChoice, readHsaId, readYesNo, unread } from './read-cell.ts';
import { readDate } from './read-date-cell.ts';
import { readLanguages, readOpeningHours } from './read-list-cell.ts';
import { readDegrees, readWholeNumber } from './read-number-cell.ts';

type Reader = CellReader<'careUnits'>;

/** A care unit of a row; nothing where a required cell has no value. */
export function takeCareUnit(reader: Reader): ImportedCareUnit | undefined {
  const { take } = reader;
  const hsaId = take('hsaId', readHsaId);
  const careUnitId = take('careUnitId', readCareUnitId);
  const name = take('name', atMost(80));
  const runBy = take('runBy', (text) => readChoice('runBy', text));
  const careProviderName = take('careProviderName', atMost(120));
  const basis = takeBasis(reader, runBy);
  const phone = take('phone', readPhone);
  const municipalityCode = take('municipalityCode', readMunicipalityCode);
  const municipalityName = take('municipality', atMost(60));
  const address = take('address', atMost(200));
  const position = takePosition(reader);
  const openingHours = take('openingHours', readOpeningHours);
  const languages = take('languages', readLanguages);
  const digitalOnly = take('digitalOnly', readYesNo);
  const conditions = takeConditions(reader);
  if (!hsaId || !name || !runBy || !careProviderName || !basis || !phone) return undefined;
  return {
    hsaId,
    name,
    runBy,
    careProviderName,
    basis,
    phone,
    ...conditions,
    ...(careUnitId !== undefined && { careUnitId }),
    ...(municipalityCode !== undefined && { municipalityCode }),
    ...(municipalityName !== undefined && { municipalityName }),
    ...(address !== undefined && { address }),
    ...(position && { position }),
    ...(openingHours && { openingHours }),
    ...(languages && { languages }),
    ...(digitalOnly !== undefined && { digitalOnly }),
  };
}

/** Where the file does not say which, a unit of the region is own-run and a private one has a contract. */
function takeBasis({ take, fault }: Reader, runBy: 'region' | 'private' | undefined) {
  const said = take('basis', (text) => readChoice('basis', text));
  const from = take('basisFrom', readDate);
  const through = take('basisThrough', readDate);
  if (!from) return undefined;
  if (through !== undefined && through < from) fault('ends-before-start', 'basisThrough');
  const kind: 'ownRun' | 'contract' = said ?? (runBy === 'region' ? 'ownRun' : 'contract');
  return { kind, from, ...(through !== undefined && { through }) };
}

/** Sweden with its waters, WGS 84: latitude and longitude that changed places are out of range. */
function takePosition({ take, fault }: Reader) {
  const lat = take('latitude', (text) => readDegrees(text, { from: 54, through: 70 }));
  const lon = take('longitude', (text) => readDegrees(text, { from: 10, through: 25 }));
  if (lat !== undefined && lon !== undefined) return { lat, lon };
  if (lat !== undefined) fault('half-a-position', 'longitude');
  if (lon !== undefined) fault('half-a-position', 'latitude');
  return undefined;
}

function takeConditions({ take, fault }: Reader) {
  const homeVisits = take('homeVisits', (text) => readChoice('homeVisits', text));
  const homeVisitKm = take('homeVisitKm', (text) => readWholeNumber(text, { from: 1, through: 500 }));
  const travel = take('travel', (text) => readChoice('travel', text));
  if (homeVisits === 'withinKm' && homeVisitKm === undefined) fault('missing', 'homeVisitKm');
  return {
    ...(homeVisits && { homeVisits }),
    ...(homeVisits === 'withinKm' && homeVisitKm !== undefined && { homeVisitKm }),
    ...(travel && { travel }),
  };
}

/** A text of at most so many characters. */
function atMost(length: number): (text: string) => Read<string> {
  return (text) => (text.length > length ? unread('too-long') : read(text));
}

function readCareUnitId(text: string): Read<string> {
  return /^[a-z0-9-]{3,60}$/.test(text) ? read(text) : unread('not-an-id');
}

function readPhone(text: string): Read<string> {
  return /^\+?[\d][\d -]{3,24}$/.test(text) ? read(text) : unread('not-a-phone-number');
}

/** Four digits; a spreadsheet drops a leading zero. */
function readMunicipalityCode(text: string): Read<string> {
  return /^\d{3,4}$/.test(text) ? read(text.padStart(4, '0')) : unread('not-an-id');
}
