import { column, type ImportColumns } from './import-column.ts';
import type { ImportKind } from './import-kind.ts';

const required = true;
const personal = true;

/**
 * The formats, column by column: the one table that reading, writing, the examples and `docs/import-formats.md` stand
 * on. Headers are compared without regard to case, spaces and signs.
 */
export const importColumns = {
  careUnits: [
    column('hsaId', 'HSA-id', 'HSA-id', 'hsaId', {
      required,
      alsoCalled: 'Vårdenhetens HSA-id|Enhets-id|EnhetsHSAid',
    }),
    column('careUnitId', 'Id i adressen', 'Id in address', 'text', { alsoCalled: 'careUnitId|Kortnamn' }),
    column('name', 'Namn', 'Name', 'text', {
      required,
      alsoCalled: 'Vårdcentral|Vårdenhet|Enhet|Enhetsnamn|Mottagning|Utförare',
    }),
    column('runBy', 'Drivs av', 'Run by', 'choice', { required, alsoCalled: 'Driftform|Regi|Driftsform' }),
    column('careProviderName', 'Vårdgivare', 'Care provider', 'text', {
      required,
      alsoCalled: 'Huvudman|Bolag|Vårdgivarens namn',
    }),
    column('basis', 'Grund', 'Basis', 'choice', { alsoCalled: 'Avtalsform' }),
    column('basisFrom', 'Gäller från', 'Valid from', 'date', {
      required,
      alsoCalled: 'Avtal från|Avtalsstart|Startdatum|From',
    }),
    column('basisThrough', 'Gäller till och med', 'Valid through', 'date', {
      alsoCalled: 'Gäller till|Avtal till|Avtalsslut|Slutdatum|Tom',
    }),
    column('municipalityCode', 'Kommunkod', 'Municipality code', 'text', {}),
    column('municipality', 'Kommun', 'Municipality', 'text', {}),
    column('address', 'Besöksadress', 'Visiting address', 'text', { alsoCalled: 'Adress|Gatuadress' }),
    column('phone', 'Telefon', 'Phone', 'text', { required, alsoCalled: 'Telefonnummer|Tfn|Tel' }),
    column('latitude', 'Latitud', 'Latitude', 'decimalNumber', { alsoCalled: 'Lat|Breddgrad' }),
    column('longitude', 'Longitud', 'Longitude', 'decimalNumber', { alsoCalled: 'Lon|Long|Lng|Längdgrad' }),
    column('openingHours', 'Öppettider', 'Opening hours', 'openingHours', { alsoCalled: 'Öppettid|Öppet' }),
    column('languages', 'Språk', 'Languages', 'languages', {}),
    column('digitalOnly', 'Endast digital', 'Digital only', 'yesNo', { alsoCalled: 'Digital|Bara digital' }),
    column('homeVisits', 'Hembesök', 'Home visits', 'choice', {}),
    column('homeVisitKm', 'Hembesök inom km', 'Home visits within km', 'wholeNumber', {}),
    column('travel', 'Sjukresor', 'Patient travel', 'choice', { alsoCalled: 'Resor' }),
  ],
  doctors: [
    column('careUnit', 'Vårdenhet', 'Health centre', 'careUnit', {
      required,
      alsoCalled: 'Vårdenhetens HSA-id|Care unit|Enhetens HSA-id|Vårdcentral|Enhet|HSA-id enhet|careUnitId',
    }),
    column('doctorId', 'Id på listan', 'Id on roster', 'text', { alsoCalled: 'doctorId|Läkar-id' }),
    column('name', 'Namn', 'Name', 'text', {
      required,
      personal,
      alsoCalled: 'Läkare|Läkarens namn|Lista|Listans namn|Doktor',
    }),
    column('kind', 'Slag', 'Kind', 'choice', { alsoCalled: 'Typ|Läkare eller lista|Listtyp' }),
    column('category', 'Kompetens', 'Category', 'choice', {
      alsoCalled: 'Kategori|Specialitet|Befattning|Yrkestitel',
    }),
    column('employment', 'Anställning', 'Employment', 'choice', { alsoCalled: 'Anställningsform' }),
    column('share', 'Tjänstgöring i procent', 'Share of full time', 'share', {
      alsoCalled: 'Tjänst|Tjänstgöringsgrad|Sysselsättningsgrad|Procent|Andel',
    }),
    column('languages', 'Språk', 'Languages', 'languages', {}),
    column('supervisorName', 'Handledare', 'Supervisor', 'text', { personal }),
    column('hasAbsencePlan', 'Plan vid frånvaro', 'Absence plan', 'yesNo', { alsoCalled: 'Frånvaroplan' }),
    column('equivalenceDecided', 'Beslut om motsvarande kompetens', 'Equivalence decided', 'yesNo', {}),
    column('hasLongContract', 'Långt avtal', 'Long contract', 'yesNo', {
      alsoCalled: 'Långt uppdrag|Återkommande',
    }),
    column('startsOn', 'Börjar', 'Starts on', 'date', {
      required,
      alsoCalled: 'Startdatum|Från|Anställd från|Första dag',
    }),
    column('leavesOn', 'Slutar', 'Leaves on', 'date', {
      alsoCalled: 'Slutdatum|Till|Till och med|Sista dag|Tom',
    }),
    column('acceptsNew', 'Tar nya', 'Accepts new', 'yesNo', {
      alsoCalled: 'Tar emot nya|Öppen för listning',
    }),
    column('ceiling', 'Tak', 'Ceiling', 'wholeNumber', {
      alsoCalled: 'Läkarens tak|Listtak|Max antal|Maxantal',
    }),
  ],
  listings: [
    column('identityNumber', 'Personnummer', 'Personal identity number', 'identityNumber', {
      required,
      personal,
      alsoCalled: 'Samordningsnummer|Pnr|Person-id|Personnr|Identity number',
    }),
    column('careUnit', 'Vårdenhet', 'Health centre', 'careUnit', {
      required,
      alsoCalled:
        'Vårdenhetens HSA-id|Care unit|Enhetens HSA-id|Vårdcentral|Enhet|HSA-id|Listad på|careUnitId',
    }),
    column('since', 'Listad sedan', 'Listed since', 'date', {
      required,
      alsoCalled: 'Listningsdatum|Listad från|Datum|Från',
    }),
    column('origin', 'Listningssätt', 'Origin', 'choice', {
      alsoCalled: 'Listningstyp|Vald eller tilldelad',
    }),
    column('doctor', 'Fast läkare', 'Named doctor', 'text', {
      personal,
      alsoCalled: 'Fast läkarkontakt|Läkare|Läkarens namn|Läkar-id',
    }),
    column('doctorSince', 'Fast läkare sedan', 'Named doctor since', 'date', {
      alsoCalled: 'Fast läkarkontakt sedan|Läkare sedan',
    }),
  ],
} as const satisfies ImportColumns;

export type ColumnKey<K extends ImportKind> = (typeof importColumns)[K][number]['key'];
