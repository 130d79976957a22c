import { isJsonObject, type JsonObject } from '../../base/index.js';
import type { Api, Effect } from '../api.js';
import { type AccessFacts, accessFacts } from './access-facts.js';
import { type Stated, stated } from './origin.js';
import { type Performance, readPerformance } from './performance.js';
import { type ServerFacts, serverFacts } from './server-facts.js';
import { statedLicence } from './stated-licence.js';
import { statedBytes, statedParameters } from './stated-size.js';

/** What an API's document says of it that can be checked. What it does not say is absent; nothing is guessed. */
export interface ApiFacts extends Performance, AccessFacts, ServerFacts {
  readonly effect: Stated<Effect>;
  readonly isDeprecated: Stated<boolean>;
  /** One of `licenceNames`. */
  readonly licence?: Stated<string>;
}

/** Gathers the facts of an API, each with the field that says it. Costs a tenth of a millisecond or so. */
export function factsOf(api: Api): ApiFacts {
  const { description, toolDescription = '', effect, deprecated = false } = api;
  const performance = performanceOf(api);
  const parameters = performance.parameters ?? statedParameters(description, 'description');
  const sizeBytes = performance.sizeBytes ?? statedBytes(description, 'description');
  const licence = statedLicence(description, 'description') ?? statedLicence(toolDescription, 'toolDescription');
  return {
    figures: performance.figures,
    ...(parameters === undefined ? {} : { parameters }),
    ...(sizeBytes === undefined ? {} : { sizeBytes }),
    ...accessFacts(api),
    ...serverFacts(api),
    ...(licence === undefined ? {} : { licence }),
    effect: stated(effect, 'effect', effect),
    isDeprecated: stated(deprecated, 'deprecated', String(deprecated)),
  };
}

const nothing: Performance = { figures: [] };

/** Of APIs that are lines of code: their documents, as JSON, have a field for it. */
function performanceOf({ invocation, document }: Api): Performance {
  if (invocation.kind !== 'code' || document === undefined) return nothing;
  const field = parsed(document)?.['performance'];
  return field === undefined ? nothing : readPerformance(field);
}

function parsed(document: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(document);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined; // a document of another form, which says nothing that is read here
  }
}
