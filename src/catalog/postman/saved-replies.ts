import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from '../../base/index.js';
import { boundedValue } from '../openapi/bounded-value.js';
import { withoutSecrets } from '../secret-names.js';
import { inferredSchema } from './inferred-schema.js';
import { type RequestParts, requestParts } from './request-parts.js';
import type { Variables } from './variables.js';

/** The example responses of a request that tell of success in JSON. */
export interface SavedReplies {
  /** Of all replies together. */
  readonly schema?: JsonSchema;
  readonly examples: readonly {
    /** The request it was saved with, when that was saved, too. */
    readonly request: RequestParts | undefined;
    /** Without secrets; absent when it is too big to show. */
    readonly body: JsonValue | undefined;
  }[];
}

const maxReplies = 5;
const maxBodyCharacters = 500_000;

export function savedReplies(responses: readonly JsonObject[], known: Variables): SavedReplies {
  const good = responses
    .filter(({ code }) => typeof code !== 'number' || (code >= 200 && code < 300))
    .slice(0, maxReplies);
  const replies = good.flatMap(response => {
    const value = parsed(response['body']);
    if (value === undefined) return [];
    const original = response['originalRequest'];
    return [{ value, request: isJsonObject(original) ? requestParts(original, known) : undefined }];
  });
  if (replies.length === 0) return { examples: [] };
  const { items } = inferredSchema(replies.map(({ value }) => value));
  return {
    ...(isJsonObject(items) ? { schema: items } : {}),
    examples: replies.map(({ value, request }) => {
      const shown = withoutSecrets(value);
      return { request, body: shown === undefined ? undefined : boundedValue(shown) };
    }),
  };
}

function parsed(body: unknown): JsonValue | undefined {
  if (typeof body !== 'string' || body.length > maxBodyCharacters || !/^\s*[{[]/.test(body)) return undefined;
  try {
    return JSON.parse(body) as JsonValue;
  } catch {
    return undefined; // cut short by whoever saved it, or no JSON after all
  }
}
