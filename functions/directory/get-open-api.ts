import { describeApi } from '#contract/open-api.ts';
import type { AnswerOf } from '#contract/routes.ts';

let described: { readonly origin: string; readonly document: AnswerOf<'getOpenApi'> } | undefined;

/** This API as an OpenAPI 3.1 document, made at the first question and kept as long as the function lives. */
export function getOpenApi(origin: string): AnswerOf<'getOpenApi'> {
  if (described?.origin !== origin) described = { origin, document: describeApi(origin) };
  return described.document;
}
