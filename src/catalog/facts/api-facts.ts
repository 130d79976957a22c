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

/** Gathers the facts of an API, each with the field that says it. Whoever wants but a few asks for those: it is quicker. */
export function factsOf(api: Api): ApiFacts {
  const licence = licenceFact(api);
  return {
    ...modelFacts(api),
    ...accessFacts(api),
    ...serverFacts(api),
    ...(licence === undefined ? {} : { licence }),
    effect: effectFact(api),
    isDeprecated: deprecationFact(api),
  };
}

export function effectFact({ effect }: Api): Stated<Effect> {
  return stated(effect, 'effect', effect);
}

export function deprecationFact(api: Api): Stated<boolean> {
  const deprecated = api.deprecated === true;
  return stated(deprecated, 'deprecated', String(deprecated));
}

export function licenceFact({ description, toolDescription = '' }: Api): Stated<string> | undefined {
  return statedLicence(description, 'description') ?? statedLicence(toolDescription, 'toolDescription');
}

/** How good and how big a model is: by its document's field for it, or else by what its description says plainly. */
export function modelFacts(api: Api): Performance {
  const { figures, parameters, sizeBytes } = performanceOf(api);
  const statedCount = parameters ?? statedParameters(api.description, 'description');
  const statedSize = sizeBytes ?? statedBytes(api.description, 'description');
  return {
    figures,
    ...(statedCount === undefined ? {} : { parameters: statedCount }),
    ...(statedSize === undefined ? {} : { sizeBytes: statedSize }),
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
