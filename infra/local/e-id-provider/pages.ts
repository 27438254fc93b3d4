import { createHash } from 'node:crypto';
import { pageStyle } from './page-style.ts';
import { type Language, type PageTexts, pageTexts } from './page-texts.ts';
import type { Situation, TestPerson } from './test-people.ts';

/**
 * Headers of every page of ours: no script, no foreign request. `form-action` also covers where a form's answer
 * redirects to, so it names the sites that logins return to.
 */
export function pageHeaders(returnOrigins: readonly string[]): Record<string, string> {
  const style = createHash('sha256').update(pageStyle).digest('base64');
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${style}'`,
    `form-action 'self' ${returnOrigins.join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy.join('; '),
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-robots-tag': 'noindex',
  };
}

export interface ChoosePage {
  readonly language: Language;
  readonly texts: Readonly<Record<Language, PageTexts>>;
  readonly action: string;
  readonly situations: readonly Situation[];
  readonly fault?: 'not-a-number' | 'not-a-test-number';
}

/** Who are you? A list of people, a field, and a way out. */
export function choosePage({ language, texts, action, situations, fault }: ChoosePage): string {
  const t = texts[language];
  const title = fault ? `${t.problem} – ${t.title}` : t.title;
  const summary = fault
    ? `<div class="summary" role="alert"><h2>${t.problem}</h2><p><a href="#number">${t[fault]}</a></p></div>`
    : '';
  const lists = situations
    .filter(({ people }) => people.length > 0)
    .map((situation) => situationSection(situation, language))
    .join('');
  const list = lists
    ? `<h2>${t.situations}</h2><form method="post" action="${escapeHtml(action)}">${lists}</form>`
    : '';
  return page(
    language,
    title,
    `<h1>${t.title}</h1><p>${t.lead}</p>${summary}
<form method="post" action="${escapeHtml(action)}">${numberField(t, fault)}</form>
<form method="post" action="${escapeHtml(action)}">
<button class="cancel" name="cancel" value="yes">${t.cancel}</button></form>${list}`,
    t,
  );
}

function numberField(t: PageTexts, fault: ChoosePage['fault']): string {
  const invalid = fault ? ' aria-invalid="true" aria-describedby="hint fault"' : ' aria-describedby="hint"';
  const message = fault ? `<p class="fault" id="fault">${t[fault]}</p>` : '';
  return `<h2>${t.typed}</h2><label for="number">${t.field}</label><p class="hint" id="hint">${t.hint}</p>${message}
<input id="number" name="number" autocomplete="off" spellcheck="false" maxlength="20"${invalid}>
<button class="primary">${t.submit}</button>`;
}

function situationSection({ title, people }: Situation, language: Language): string {
  const items = people.map((person) => `<li>${personButton(person, language)}</li>`).join('');
  return `<h3>${escapeHtml(title[language])}</h3><ul>${items}</ul>`;
}

function personButton({ number, name, note }: TestPerson, language: Language): string {
  const t = pageTexts[language];
  const details = note ? `${number}, ${note[language]}` : number;
  return `<button name="number" value="${escapeHtml(number)}"><span class="name">${t.as} ${escapeHtml(name ?? t.unnamed)}</span>
<span>${escapeHtml(details)}</span></button>`;
}

/** Ends the provider's own session: one button, no script. `xsrf` is the provider's. */
export function logoutPage(language: Language, action: string, xsrf: string): string {
  const t = pageTexts[language];
  return page(
    language,
    t.logoutTitle,
    `<h1>${t.logoutTitle}</h1><p>${t.logoutLead}</p><form method="post" action="${escapeHtml(action)}">
<input type="hidden" name="xsrf" value="${escapeHtml(xsrf)}"><button class="primary" name="logout" value="yes">${t.logout}</button></form>`,
  );
}

export function loggedOutPage(language: Language): string {
  const t = pageTexts[language];
  return page(language, t.loggedOut, `<h1>${t.loggedOut}</h1><p>${t.loggedOutLead}</p>`);
}

/** `code` is the provider's own word for what was wrong; nothing that was sent is repeated. */
export function errorPage(language: Language, code: string): string {
  const t = pageTexts[language];
  const body = `<h1>${t.errorTitle}</h1><p>${t.errorLead}</p><p><code>${escapeHtml(code)}</code></p>`;
  return page(language, t.errorTitle, body);
}

function page(language: Language, title: string, body: string, t: PageTexts = pageTexts[language]): string {
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – ${t.label}</title><style>${pageStyle}</style></head>
<body><header><p class="label">${t.label}</p><p>${t.warning}</p></header><main>${body}</main></body>
</html>`;
}

function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
