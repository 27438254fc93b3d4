import type { RouteName, Routes } from '#contract/routes.ts';

/** The routes that answer JSON; login and callback are visited by the browser, never called. */
export type CallName = {
  [N in RouteName]: Routes[N]['kind'] extends 'json' ? N : never;
}[RouteName];

type Reached = { readonly [N in CallName]: Pick<Routes[N], 'method' | 'path' | 'access'> };

/**
 * Where each call goes. Its types come from the contract table, so a path, method or access that differs from it, or a
 * route that is missing here, does not compile; the table itself would bring zod into the web bundle.
 */
export const paths = {
  findCareUnits: { method: 'GET', path: '/api/care-units', access: 'public' },
  getCareUnit: { method: 'GET', path: '/api/care-units/{careUnitId}', access: 'public' },
  getRules: { method: 'GET', path: '/api/rules', access: 'public' },
  getOpenApi: { method: 'GET', path: '/api/openapi.json', access: 'public' },
  findIssuers: { method: 'GET', path: '/api/e-id-issuers', access: 'public' },
  getClientKeys: { method: 'GET', path: '/auth/jwks', access: 'public' },
  getSession: { method: 'GET', path: '/api/session', access: 'person' },
  extendSession: { method: 'POST', path: '/api/session/extension', access: 'person' },
  endSession: { method: 'POST', path: '/api/session/end', access: 'person' },
  getStaffSession: { method: 'GET', path: '/api/staff/session', access: 'staff' },
  extendStaffSession: { method: 'POST', path: '/api/staff/session/extension', access: 'staff' },
  endStaffSession: { method: 'POST', path: '/api/staff/session/end', access: 'staff' },
  getStaffStart: { method: 'GET', path: '/api/staff/start', access: 'staff' },
  getMyPage: { method: 'GET', path: '/api/my-page', access: 'person' },
  getChoice: { method: 'GET', path: '/api/choice', access: 'person' },
  saveDraft: { method: 'PUT', path: '/api/choice', access: 'person' },
  chooseCareUnit: { method: 'POST', path: '/api/listing-choices', access: 'person' },
  cancelPendingChoice: { method: 'POST', path: '/api/listing-choices/cancellation', access: 'person' },
  chooseNamedDoctor: { method: 'POST', path: '/api/named-doctor-choices', access: 'person' },
  getReceipt: { method: 'GET', path: '/api/receipts/{receiptId}', access: 'person' },
} as const satisfies Reached;
