import { endpointKey } from '../endpoint-key.js';
import { optionAmong, parseEndpointName, positiveOption, printEndpointName } from '../endpoint-name.js';
import type { OpenModel } from '../model-provider.js';
import { anthropic } from './anthropic.js';
import { schemaDialects } from './request.js';

const ownBaseUrl = 'https://api.anthropic.com';
const known = ['key', 'schema', 'context', 'max'];

/** `anthropic:<model>[@<base URL>][#<option>=<value>,…]`; without a base URL, Anthropic's own. */
export const openModel: OpenModel = async (rest, context) => {
  const name = parseEndpointName(rest, known);
  const { options } = name;
  const schema = optionAmong(options['schema'], 'schema', schemaDialects);
  const maxTokens = positiveOption(options['max'], 'max');
  const { clock, random, fetch, timeoutMs, onNotice } = context;
  return anthropic({
    model: name.model,
    baseUrl: name.baseUrl ?? context.secret('ANTHROPIC_BASE_URL') ?? ownBaseUrl,
    id: `anthropic:${printEndpointName(name)}`,
    dialect: { ...(schema && { schema }), ...(maxTokens && { maxTokens }) },
    contextTokens: positiveOption(options['context'], 'context'),
    clock,
    random,
    fetch,
    timeoutMs,
    onNotice,
    ...endpointKey(name, 'ANTHROPIC_API_KEY', context),
  });
};
