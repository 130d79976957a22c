import type { JsonObject, JsonSchema } from '../../../base/index.js';
import type { RequestTemplate } from './request-template.js';
import type { Sampler } from './sampler.js';

/** A function that nobody has to have imported, with ways to ask for it: what examples of calls are made of. */
export interface FunctionFamily {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of an object. */
  readonly parameters: JsonSchema;
  /** How the value of each parameter is drawn; parameters of objects by dotted path. */
  readonly values: Readonly<Record<string, Sampler>>;
  readonly requests: readonly RequestTemplate[];
  /** The file it comes from, without its ending. Neighbours within a domain are easily confused. */
  readonly domain: string;
}

/** A request that was made of a template, and the arguments it says. */
export interface FamilyRequest {
  readonly text: string;
  /** In the order of the schema's properties. */
  readonly arguments: JsonObject;
}
