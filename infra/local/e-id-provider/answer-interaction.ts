import type { IncomingMessage, ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import { readBody } from '../listen.ts';
import { chooseLanguage } from './page-texts.ts';
import { choosePage, errorPage } from './pages.ts';
import type { TestPeople, TestPerson } from './test-people.ts';
import type { Vouches } from './vouches.ts';

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>;

export interface Interactions {
  readonly provider: Provider;
  readonly people: TestPeople;
  readonly vouches: Vouches;
  readonly acr: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The subject of a person: stable while this provider runs, and nothing one could read a number from. */
  readonly subOf: (person: TestPerson) => string;
  readonly today: () => string;
}

/** Shows the page where one says who one is, and takes the answer. */
export async function answerInteraction(
  around: Interactions,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const { provider, headers, vouches } = around;
  const details = await provider.interactionDetails(incoming, outgoing).catch(() => undefined);
  if (!details) {
    outgoing.writeHead(400, headers).end(errorPage('sv', 'session_not_found'));
    return;
  }
  const language = chooseLanguage(details.params.ui_locales);
  const action = `/interaction/${details.uid}`;
  const page = { language, texts: vouches.texts, action, situations: around.people.situations };
  if (incoming.method !== 'POST') {
    outgoing.writeHead(200, headers).end(choosePage(page));
    return;
  }
  const form = new URLSearchParams((await readBody(incoming, 4096)).toString('utf8'));
  if (form.has('cancel')) {
    const error = { error: 'access_denied', error_description: 'The person cancelled' };
    return provider.interactionFinished(incoming, outgoing, error);
  }
  const found = vouches.find(around.people, form.get('number') ?? '', around.today());
  if ('fault' in found) {
    outgoing.writeHead(422, headers).end(choosePage({ ...page, fault: found.fault }));
    return;
  }
  if (!acceptsLevel(details.params.claims, around.acr)) {
    const error = {
      error: 'unmet_authentication_requirements',
      error_description: 'The level is not offered',
    };
    return provider.interactionFinished(incoming, outgoing, error);
  }
  await forgetEarlierLogin(provider, details);
  const login = { accountId: around.subOf(found.person), acr: around.acr, amr: ['test'], remember: false };
  return provider.interactionFinished(incoming, outgoing, { login });
}

/**
 * Every login chooses a person anew, so what the provider remembers of the last one is dropped; it would otherwise
 * ask, by script, to log that person out first.
 */
async function forgetEarlierLogin(provider: Provider, interaction: Interaction): Promise<void> {
  const { session } = interaction;
  if (!session) return;
  await (await provider.Session.find(session.cookie))?.destroy();
  delete interaction.session;
  await interaction.save(interaction.exp - Math.floor(Date.now() / 1000));
}

/** Whether our level is among the essential ones asked for, if any are. */
function acceptsLevel(claims: unknown, acr: string): boolean {
  if (typeof claims !== 'string') return true;
  const asked: { id_token?: { acr?: { essential?: boolean; values?: unknown } | null } } = JSON.parse(claims);
  const wanted = asked.id_token?.acr;
  return !wanted?.essential || !Array.isArray(wanted.values) || wanted.values.includes(acr);
}
