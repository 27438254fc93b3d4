const acts = ['added', 'changed', 'ended', 'undone', 'many', 'unchanged'] as const;

/** What was just done, for the page one comes back to: `?klart=changed`. */
export function doneOf(url: URL): (typeof acts)[number] | undefined {
  return acts.find((one) => one === url.searchParams.get('klart'));
}
