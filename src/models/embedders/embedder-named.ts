import { existsSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type Artifact,
  CapuchinError,
  systemClock,
  UnknownName,
  UsageError,
  unseededRandom,
} from '../../base/index.js';
import type { Embedder } from '../embedder.js';
import type { Budget } from '../limited/budget.js';
import { knownPrices, priceOf } from '../limited/prices.js';
import { endpointKey } from '../providers/endpoint-key.js';
import { parseEndpointName, positiveOption } from '../providers/endpoint-name.js';
import type { ModelContext } from '../providers/model-provider.js';

/** What opening an embedder may need from its surroundings. */
export interface EmbedderContext extends ModelContext {
  /** What requests to an endpoint may take. */
  readonly budget?: Budget;
}

/** The forms of an embedder's name, for people. */
export const embedderForms = [
  'static',
  'minilm',
  'openai:<model>[@<base URL>][#<options>]',
  '<folder of a model2vec model>',
] as const;

/** The folder of the static model that comes with the package. */
export const shippedModel = fileURLToPath(new URL('../../../models/static-api', import.meta.url));

/**
 * The embedder of a name: `static` is the table that comes with the package, `minilm` a small encoder in this process,
 * `openai:…` any compatible endpoint, and a path (with a slash in it) a folder in model2vec's format. Close it after use.
 *
 * @throws UnknownName, UsageError for names; what the embedder throws when it cannot be made ready.
 */
export async function embedderNamed(name: string, context: Partial<EmbedderContext> = {}): Promise<Embedder> {
  const whole: EmbedderContext = { secret: () => undefined, clock: systemClock, random: unseededRandom(), ...context };
  if (name === 'static') return openStatic(shippedModel);
  if (name === 'minilm') return (await import('./minilm/minilm.js')).openMinilm(whole);
  if (name.startsWith('openai:')) return openEndpoint(name, whole);
  if (isPath(name)) return openStatic(resolve(name));
  throw new UnknownName('embedder', name, embedderForms);
}

/** What must be in the artifact cache before the embedder of a name can be opened. */
export async function embedderArtifacts(name: string, folder: string = process.cwd()): Promise<readonly Artifact[]> {
  return name === 'minilm' ? (await import('./minilm/artifacts.js')).minilmArtifacts(folder) : [];
}

function isPath(name: string): boolean {
  return isAbsolute(name) || /[/\\]/.test(name) || name === '.' || name === '..';
}

async function openStatic(folder: string): Promise<Embedder> {
  if (!existsSync(join(folder, 'model.safetensors'))) {
    throw new CapuchinError('not-found', `there is no static model in ${folder}`);
  }
  const [{ readStaticModel }, { staticEmbedder }] = await Promise.all([
    import('./static/read-static-model.js'),
    import('./static/static-embedder.js'),
  ]);
  return staticEmbedder(await readStaticModel(folder));
}

const ownBaseUrl = 'https://api.openai.com/v1';
const endpointOptions = ['key', 'dimensions', 'batch', 'query', 'document'];

async function openEndpoint(selection: string, context: EmbedderContext): Promise<Embedder> {
  const name = parseEndpointName(selection.slice('openai:'.length), endpointOptions);
  const { options } = name;
  const { clock, random, fetch, timeoutMs, onNotice, signal, budget } = context;
  const { openEndpointEmbedder } = await import('./endpoint/endpoint-embedder.js');
  return openEndpointEmbedder({
    model: name.model,
    baseUrl: name.baseUrl ?? context.secret('OPENAI_BASE_URL') ?? ownBaseUrl,
    ...endpointKey(name, 'OPENAI_API_KEY', context),
    dimensions: positiveOption(options['dimensions'], 'dimensions'),
    batch: positiveOption(options['batch'], 'batch'),
    prefixes: { ...prefix('query', options), ...prefix('document', options) },
    price: priceOf(selection, { ...knownPrices().usdPerMillionTokens, ...context.prices }),
    clock,
    random,
    fetch,
    timeoutMs,
    onNotice,
    signal,
    budget,
  });
}

/** Prefixes end in a space mostly, so they are percent-encoded. */
function prefix(purpose: 'query' | 'document', options: Readonly<Record<string, string>>): Record<string, string> {
  const given = options[purpose];
  if (given === undefined) return {};
  try {
    return { [purpose]: decodeURIComponent(given) };
  } catch (thrown) {
    throw new UsageError(`${purpose}=${given} is not percent-encoded`, { cause: thrown });
  }
}
