/**
 * Base specialities of doctors in Sweden, by a code of ours, with their names (HSLF-FS 2021:8, Socialstyrelsen's
 * regulations on doctors' specialist training). A closed list: a form chooses, an import matches by code or Swedish name.
 */
export const specialities = {
  childMedicine: { sv: 'barn- och ungdomsmedicin', en: 'paediatrics' },
  clinicalPhysiology: { sv: 'klinisk fysiologi', en: 'clinical physiology' },
  radiology: { sv: 'radiologi', en: 'radiology' },
  emergencyCare: { sv: 'akutsjukvård', en: 'emergency medicine' },
  generalMedicine: { sv: 'allmänmedicin', en: 'general practice' },
  occupationalMedicine: { sv: 'arbets- och miljömedicin', en: 'occupational and environmental medicine' },
  dermatology: { sv: 'dermatologi och venereologi', en: 'dermatology and venereology' },
  infectiousDiseases: { sv: 'infektionssjukdomar', en: 'infectious diseases' },
  clinicalPharmacology: { sv: 'klinisk farmakologi', en: 'clinical pharmacology' },
  clinicalGenetics: { sv: 'klinisk genetik', en: 'clinical genetics' },
  oncology: { sv: 'onkologi', en: 'oncology' },
  rheumatology: { sv: 'reumatologi', en: 'rheumatology' },
  forensicMedicine: { sv: 'rättsmedicin', en: 'forensic medicine' },
  socialMedicine: { sv: 'socialmedicin', en: 'social medicine' },
  endocrinology: { sv: 'endokrinologi och diabetologi', en: 'endocrinology and diabetology' },
  geriatrics: { sv: 'geriatrik', en: 'geriatrics' },
  haematology: { sv: 'hematologi', en: 'haematology' },
  internalMedicine: { sv: 'internmedicin', en: 'internal medicine' },
  cardiology: { sv: 'kardiologi', en: 'cardiology' },
  lungDiseases: { sv: 'lungsjukdomar', en: 'respiratory medicine' },
  gastroenterology: {
    sv: 'medicinsk gastroenterologi och hepatologi',
    en: 'medical gastroenterology and hepatology',
  },
  kidneyMedicine: { sv: 'njurmedicin', en: 'renal medicine' },
  anaesthesia: { sv: 'anestesi och intensivvård', en: 'anaesthesia and intensive care' },
  childSurgery: { sv: 'barn- och ungdomskirurgi', en: 'paediatric surgery' },
  handSurgery: { sv: 'handkirurgi', en: 'hand surgery' },
  surgery: { sv: 'kirurgi', en: 'surgery' },
  vascularSurgery: { sv: 'kärlkirurgi', en: 'vascular surgery' },
  obstetricsGynaecology: { sv: 'obstetrik och gynekologi', en: 'obstetrics and gynaecology' },
  orthopaedics: { sv: 'ortopedi', en: 'orthopaedics' },
  plasticSurgery: { sv: 'plastikkirurgi', en: 'plastic surgery' },
  thoracicSurgery: { sv: 'thoraxkirurgi', en: 'thoracic surgery' },
  urology: { sv: 'urologi', en: 'urology' },
  eyeDiseases: { sv: 'ögonsjukdomar', en: 'ophthalmology' },
  earNoseThroat: { sv: 'öron-, näs- och halssjukdomar', en: 'ear, nose and throat diseases' },
  clinicalImmunology: {
    sv: 'klinisk immunologi och transfusionsmedicin',
    en: 'clinical immunology and transfusion medicine',
  },
  clinicalChemistry: { sv: 'klinisk kemi', en: 'clinical chemistry' },
  clinicalMicrobiology: { sv: 'klinisk mikrobiologi', en: 'clinical microbiology' },
  clinicalPathology: { sv: 'klinisk patologi', en: 'clinical pathology' },
  clinicalNeurophysiology: { sv: 'klinisk neurofysiologi', en: 'clinical neurophysiology' },
  neurosurgery: { sv: 'neurokirurgi', en: 'neurosurgery' },
  neurology: { sv: 'neurologi', en: 'neurology' },
  rehabilitationMedicine: { sv: 'rehabiliteringsmedicin', en: 'rehabilitation medicine' },
  childPsychiatry: { sv: 'barn- och ungdomspsykiatri', en: 'child and adolescent psychiatry' },
  psychiatry: { sv: 'psykiatri', en: 'psychiatry' },
  forensicPsychiatry: { sv: 'rättspsykiatri', en: 'forensic psychiatry' },
} as const satisfies Record<string, { readonly sv: string; readonly en: string }>;

export type Speciality = keyof typeof specialities;

export function isSpeciality(code: string): code is Speciality {
  return Object.hasOwn(specialities, code);
}

/** In the order of the table above. */
export const specialityCodes = Object.keys(specialities).filter(isSpeciality);

/** The year of specialist training: it takes at least five years of full time (HSLF-FS 2021:8), more in part time. */
export const trainingYears = [1, 2, 3, 4, 5, 6, 7] as const;
