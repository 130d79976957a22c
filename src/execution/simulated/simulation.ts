import type { JsonObject, JsonValue } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';

/** What an API might have answered. It did not. */
export interface Simulation {
  /** What it was made from: an example the source gives, the schema of the reply, or a model's reading of the document. */
  readonly from: 'example' | 'schema' | 'model';
  readonly made: { readonly value: JsonValue } | { readonly failure: string };
  /** What else a reader should know of how it was made, in words. */
  readonly notes: readonly string[];
}

/**
 * Makes up the answer to a call; nothing when it has nothing to make it from. Equal calls get equal answers, as far as
 * what it asks gives them. Throws the signal's reason when aborted.
 */
export type Simulate = (api: Api, args: JsonObject, signal?: AbortSignal) => Promise<Simulation | undefined>;
