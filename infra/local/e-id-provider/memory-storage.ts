import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Stored {
  readonly payload: AdapterPayload;
  readonly until: number;
}

/** Where the test e-ID keeps its sessions and codes: in memory, one map a kind, gone with the process. */
export function createMemoryStorage(): (model: string) => Adapter {
  const models = new Map<string, Map<string, Stored>>();
  return (model) => {
    const items = models.get(model) ?? new Map<string, Stored>();
    models.set(model, items);
    const findFirst = async (matches: (payload: AdapterPayload) => boolean) =>
      Array.from(items.values(), liveOf).find((payload) => payload !== undefined && matches(payload));
    return {
      upsert: async (id, payload, expiresIn) => {
        for (const [old, stored] of items) if (!liveOf(stored)) items.delete(old);
        items.set(id, { payload, until: expiresIn === undefined ? Infinity : Date.now() + expiresIn * 1000 });
      },
      find: async (id) => liveOf(items.get(id)),
      findByUid: (uid) => findFirst((payload) => payload.uid === uid),
      findByUserCode: (userCode) => findFirst((payload) => payload.userCode === userCode),
      consume: async (id) => {
        const payload = liveOf(items.get(id));
        if (payload) payload.consumed = Math.floor(Date.now() / 1000);
      },
      destroy: async (id) => {
        items.delete(id);
      },
      revokeByGrantId: async (grantId) => {
        for (const [id, { payload }] of items) if (payload.grantId === grantId) items.delete(id);
      },
    };
  };
}

function liveOf(stored: Stored | undefined): AdapterPayload | undefined {
  return stored && stored.until > Date.now() ? stored.payload : undefined;
}
