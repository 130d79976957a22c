import { systemClock, UnknownName, UsageError, unseededRandom } from '../base/index.js';
import type { ChatModel } from './chat-model.js';
import { knownPrices, priceOf, withPrice } from './limited/prices.js';
import type { ModelContext } from './providers/model-provider.js';
import { modelProviders } from './providers/providers.js';

/** A selection string in two: the provider, and what the provider makes of the rest. */
export interface ModelName {
  readonly provider: keyof typeof modelProviders;
  readonly rest: string;
}

/** @throws UsageError when there is no colon or nothing behind it; UnknownName for a provider that does not exist. */
export function parseModelName(text: string): ModelName {
  const colon = text.indexOf(':');
  const provider = colon < 0 ? text : text.slice(0, colon);
  if (!isProvider(provider)) throw new UnknownName('model provider', provider, Object.keys(modelProviders));
  const rest = colon < 0 ? '' : text.slice(colon + 1);
  if (rest === '') throw new UsageError(`"${text}" names no model; the form is ${modelProviders[provider].selection}`);
  return { provider, rest };
}

function isProvider(name: string): name is ModelName['provider'] {
  return Object.hasOwn(modelProviders, name);
}

/**
 * The model that a selection string names, for example `openai:qwen3@http://127.0.0.1:11434/v1` (see docs/models.md).
 * Nothing is sent yet; close the model after use. Without a context no secret is known and nothing can be fetched.
 *
 * @throws UnknownName, UsageError for names; what the provider throws when the model cannot be made ready.
 */
export async function modelNamed(text: string, context: Partial<ModelContext> = {}): Promise<ChatModel> {
  const whole: ModelContext = { secret: () => undefined, clock: systemClock, random: unseededRandom(), ...context };
  const { provider, rest } = parseModelName(text);
  const open = await modelProviders[provider].load();
  const model = await open(rest, whole, other => modelNamed(other, whole));
  if (model.price !== undefined) return model;
  const price = priceOf(text, { ...knownPrices().usdPerMillionTokens, ...context.prices });
  return price === undefined ? model : withPrice(model, price);
}
