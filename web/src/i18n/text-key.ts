import type about from '../../../locales/sv/about.json';
import type accessibility from '../../../locales/sv/accessibility.json';
import type choose from '../../../locales/sv/choose.json';
import type common from '../../../locales/sv/common.json';
import type conditions from '../../../locales/sv/conditions.json';
import type errors from '../../../locales/sv/errors.json';
import type find from '../../../locales/sv/find.json';
import type info from '../../../locales/sv/info.json';
import type login from '../../../locales/sv/login.json';
import type mydata from '../../../locales/sv/mydata.json';
import type mypage from '../../../locales/sv/mypage.json';
import type problems from '../../../locales/sv/problems.json';
import type receipt from '../../../locales/sv/receipt.json';
import type session from '../../../locales/sv/session.json';
import type staff from '../../../locales/sv/staff.json';
import type staffCaps from '../../../locales/sv/staff-caps.json';
import type staffExemptions from '../../../locales/sv/staff-exemptions.json';
import type staffImportFaults from '../../../locales/sv/staff-import-faults.json';
import type staffImports from '../../../locales/sv/staff-imports.json';
import type staffOversight from '../../../locales/sv/staff-oversight.json';
import type staffPeople from '../../../locales/sv/staff-people.json';
import type staffPlanning from '../../../locales/sv/staff-planning.json';
import type staffRoles from '../../../locales/sv/staff-roles.json';
import type staffRoster from '../../../locales/sv/staff-roster.json';
import type staffRules from '../../../locales/sv/staff-rules.json';
import type start from '../../../locales/sv/start.json';
import type unit from '../../../locales/sv/unit.json';
import type waiting from '../../../locales/sv/waiting.json';

type Singular<K extends string> =
  K extends `${infer Stem}_${'zero' | 'one' | 'two' | 'few' | 'many' | 'other'}` ? Stem : K;

type Path<T> = {
  [K in keyof T & string]: T[K] extends string ? Singular<K> : `${K}.${Path<T[K]>}`;
}[keyof T & string];

/** Every key of the Swedish source, `namespace:path.to.text`: a key that does not exist does not compile. */
export type TextKey =
  | `about:${Path<typeof about>}`
  | `accessibility:${Path<typeof accessibility>}`
  | `choose:${Path<typeof choose>}`
  | `common:${Path<typeof common>}`
  | `conditions:${Path<typeof conditions>}`
  | `errors:${Path<typeof errors>}`
  | `find:${Path<typeof find>}`
  | `info:${Path<typeof info>}`
  | `login:${Path<typeof login>}`
  | `mydata:${Path<typeof mydata>}`
  | `mypage:${Path<typeof mypage>}`
  | `problems:${Path<typeof problems>}`
  | `receipt:${Path<typeof receipt>}`
  | `session:${Path<typeof session>}`
  | `staff:${Path<typeof staff>}`
  | `staff-caps:${Path<typeof staffCaps>}`
  | `staff-exemptions:${Path<typeof staffExemptions>}`
  | `staff-import-faults:${Path<typeof staffImportFaults>}`
  | `staff-oversight:${Path<typeof staffOversight>}`
  | `staff-people:${Path<typeof staffPeople>}`
  | `staff-imports:${Path<typeof staffImports>}`
  | `staff-roles:${Path<typeof staffRoles>}`
  | `staff-planning:${Path<typeof staffPlanning>}`
  | `staff-rules:${Path<typeof staffRules>}`
  | `staff-roster:${Path<typeof staffRoster>}`
  | `start:${Path<typeof start>}`
  | `unit:${Path<typeof unit>}`
  | `waiting:${Path<typeof waiting>}`;
