import { readFileSync } from 'node:fs';
import type { ChatModel, Price, Usage } from '../chat-model.js';

/** Selection string without options → price. A base URL is part of the name: other servers have other prices. */
export type Prices = Readonly<Record<string, Price>>;

interface PriceFile {
  readonly asOf: string;
  readonly source: string;
  readonly usdPerMillionTokens: Prices;
}

/** The prices that come with this version, with their date and source. Reads the disk. */
export function knownPrices(): PriceFile {
  return JSON.parse(readFileSync(new URL('./prices.json', import.meta.url), 'utf8')) as PriceFile;
}

/** Exact names only: a price guessed for a similar name would make a budget a lie. */
export function priceOf(selection: string, prices: Prices): Price | undefined {
  const name = selection.split('#', 1)[0] ?? selection;
  return Object.hasOwn(prices, name) ? prices[name] : undefined;
}

/**
 * What a call cost.
 *
 * Example: 1,000,000 input tokens, 400,000 of them cached, and 100,000 output tokens at 2, cached 0.5, and 8 USD a
 * million: 0.6 × 2 + 0.4 × 0.5 + 0.1 × 8 = 2.2 USD.
 */
export function costUsd({ inputTokens, outputTokens, cachedInputTokens = 0 }: Usage, price: Price): number {
  const { input, output, cachedInput = input } = price;
  const fresh = inputTokens - cachedInputTokens;
  return (fresh * input + cachedInputTokens * cachedInput + outputTokens * output) / 1_000_000;
}

/** The same model, saying its price. */
export function withPrice(model: ChatModel, price: Price): ChatModel {
  return {
    id: model.id,
    features: model.features,
    price,
    chat: request => model.chat(request),
    close: async () => model.close?.(),
  };
}
