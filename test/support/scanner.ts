/**
 * Finds what must never be printed: identity numbers, names of demo people, session tokens, sign-in codes (trust.md I16).
 * It looks at text as a person with a log in hand would; it knows nothing of where the text came from.
 */

export interface Finding {
  readonly kind: 'identity-number' | 'name' | 'token';
  readonly line: number;
  /** What was found, cut down so that the report does not repeat it. */
  readonly hint: string;
}

// Within a longer word or a decimal number they are something else; a full stop, a hyphen or an underscore may stand beside.
const twelveDigits = /(?<![\dA-Za-z]|\d\.)(?:18|19|20)\d{6}[-+]?\d{4}(?![\dA-Za-z]|\.\d)/g;
const tenDigits = /(?<![\dA-Za-z]|\d[.-])\d{6}[-+]\d{4}(?![\dA-Za-z]|[.-]\d)/g;
const tokens = [
  /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/g,
  /__Host-(?:person|staff|login)=[A-Za-z0-9_-]{16,}/g,
  /[?&](?:code|state|id_token_hint|nonce)=[A-Za-z0-9_%.-]{16,}/g,
];

/** Scans text line by line. `names` are full names of people in the data, compared without regard to case. */
export function scan(text: string, names: readonly string[] = []): Finding[] {
  const lowered = names.map((name) => name.toLowerCase());
  return text.split('\n').flatMap((content, index) => {
    const found = readings(content).flatMap((reading) => scanLine(reading, index + 1, lowered));
    return found.filter(
      ({ kind, hint }, at) => found.findIndex((one) => one.kind === kind && one.hint === hint) === at,
    );
  });
}

/** A line as it stands, and as an address in it reads. */
function readings(content: string): string[] {
  const decoded = content.replaceAll('+', ' ').replaceAll(/(?:%[0-9a-f]{2})+/gi, (escaped) => {
    try {
      return decodeURIComponent(escaped);
    } catch {
      return escaped;
    }
  });
  return decoded === content ? [content] : [content, decoded];
}

function scanLine(content: string, line: number, names: readonly string[]): Finding[] {
  const findings: Finding[] = [];
  for (const pattern of [twelveDigits, tenDigits]) {
    for (const [match] of content.matchAll(pattern)) {
      if (isIdentityNumber(match))
        findings.push({ kind: 'identity-number', line, hint: `${match.slice(0, 4)}…` });
    }
  }
  for (const pattern of tokens) {
    for (const [match] of content.matchAll(pattern))
      findings.push({ kind: 'token', line, hint: `${match.slice(0, 12)}…` });
  }
  const text = content.toLowerCase();
  for (const name of names) {
    if (text.includes(name)) findings.push({ kind: 'name', line, hint: `${name.slice(0, 2)}…` });
  }
  return findings;
}

/** A plausible date (also months 00 and days moved by 60, as coordination numbers have) and a right check digit. */
function isIdentityNumber(text: string): boolean {
  const digits = text.replaceAll(/\D/g, '').slice(-10);
  const month = Number(digits.slice(2, 4));
  const day = Number(digits.slice(4, 6)) % 60;
  if (month > 12 || day > 31) return false;
  const sum = [...digits].reduce((total, digit, index) => {
    const weighted = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (weighted > 9 ? weighted - 9 : weighted);
  }, 0);
  return sum % 10 === 0;
}
