import { withTextTools } from '../../text-protocol/with-text-tools.js';
import { endpointKey } from '../endpoint-key.js';
import { optionAmong, parseEndpointName, positiveOption, printEndpointName } from '../endpoint-name.js';
import type { OpenModel } from '../model-provider.js';
import { limitDialects, type OpenAiDialect, schemaDialects, toolDialects, usageDialects } from './dialect.js';
import { openai } from './openai.js';

const ownBaseUrl = 'https://api.openai.com/v1';
const known = ['key', 'schema', 'tools', 'limit', 'usage', 'logprobs', 'seed', 'context'];
const switches = ['yes', 'no'] as const;

/** `openai:<model>[@<base URL>][#<option>=<value>,…]`; without a base URL, OpenAI's own. */
export const openModel: OpenModel = async (rest, context) => {
  const name = parseEndpointName(rest, known);
  const { options } = name;
  const baseUrl = name.baseUrl ?? context.secret('OPENAI_BASE_URL') ?? ownBaseUrl;
  const dialect = dialectIn(options, name.baseUrl === undefined && baseUrl === ownBaseUrl);
  const { clock, random, fetch, timeoutMs, onNotice } = context;
  const model = openai({
    model: name.model,
    baseUrl,
    id: `openai:${printEndpointName(name)}`,
    dialect,
    clock,
    random,
    fetch,
    timeoutMs,
    onNotice,
    ...endpointKey(name, 'OPENAI_API_KEY', context),
    contextTokens: positiveOption(options['context'], 'context'),
  });
  return dialect.tools === 'text' ? withTextTools(model) : model;
};

/** OpenAI's own server is known, so its reasoning models work without saying how; every other server is as declared. */
function dialectIn(options: Readonly<Record<string, string>>, isOwn: boolean): Partial<OpenAiDialect> {
  const schema = optionAmong(options['schema'], 'schema', schemaDialects);
  const tools = optionAmong(options['tools'], 'tools', toolDialects);
  const limit = optionAmong(options['limit'], 'limit', limitDialects) ?? (isOwn ? 'max_completion_tokens' : undefined);
  const usage = optionAmong(options['usage'], 'usage', usageDialects);
  const logprobs = optionAmong(options['logprobs'], 'logprobs', switches);
  const seed = optionAmong(options['seed'], 'seed', switches);
  return {
    ...(schema && { schema }),
    ...(tools && { tools }),
    ...(limit && { limit }),
    ...(usage && { usage }),
    ...(logprobs && { logprobs: logprobs === 'yes' }),
    ...(seed && { seed: seed === 'yes' }),
  };
}
