import { readFileSync } from 'node:fs';
import { type JsonObject, loadPrompt, type Prompt, type Random, renderPrompt } from '../../../base/index.js';
import { type Api, signature } from '../../../catalog/index.js';
import { type ArgumentChecker, argumentChecker } from '../../../execution/index.js';
import { type ChatModel, reply } from '../../../models/index.js';
import { givesAway } from '../../requests/gives-away.js';
import { identifierWords } from '../../requests/identifier-words.js';
import { inSchemaOrder } from '../families/family-request.js';
import { isGrounded } from '../sources/is-grounded.js';
import { parseWrittenRequests, type WrittenRequest } from './parse-written-requests.js';

/** Why a request that a model wrote is not taken. */
export type RefusalReason = 'too-short-or-long' | 'gives-away' | 'wrong-arguments' | 'made-up-value' | 'repeated';

export interface ModelRequests {
  readonly requests: readonly WrittenRequest[];
  readonly refused: Readonly<Partial<Record<RefusalReason, number>>>;
}

export interface RequestWriter {
  /** Of prompt and examples together. */
  readonly fingerprint: string;
  /** @throws whatever the model throws. */
  write(api: Api, random: Random, signal?: AbortSignal): Promise<ModelRequests>;
}

const requestsPerApi = 10;
const examplesShown = 3;
const longestRequest = 600;

/**
 * Has a model write requests for an API, and takes those that hold up: they give nothing away, the API's schema accepts
 * the arguments as they are, and every value is said. Source: Gorilla, section 3.1 (Self-Instruct: three of six examples
 * in context, ten requests an API, no names and no hints); arguments and checks are added.
 */
export function requestWriter(model: ChatModel): RequestWriter {
  const prompt = loadPrompt(new URL('./requests.prompt.md', import.meta.url));
  const examples = JSON.parse(
    readFileSync(new URL('./examples.json', import.meta.url), 'utf8'),
  ) as readonly JsonObject[];
  const checker = argumentChecker();
  return {
    fingerprint: prompt.fingerprint,
    async write(api, random, signal) {
      const content = filled(prompt, api, random.shuffle(examples).slice(0, examplesShown));
      const { message } = await reply(model, {
        messages: [{ role: 'user', content }],
        temperature: 0.8,
        seed: random.integer(2 ** 31),
        ...(signal === undefined ? {} : { signal }),
      });
      return taken(api, parseWrittenRequests(message.content), checker);
    },
  };
}

function filled(prompt: Prompt, api: Api, examples: readonly JsonObject[]): string {
  return renderPrompt(prompt, {
    count: String(requestsPerApi),
    examples: examples
      .map(({ api: of, request, arguments: args }) => `${String(of)}\n${JSON.stringify({ request, arguments: args })}`)
      .join('\n\n'),
    document: signature(api, { maxTokens: 600 }),
  });
}

async function taken(api: Api, written: readonly WrittenRequest[], checker: ArgumentChecker): Promise<ModelRequests> {
  const requests = new Map<string, WrittenRequest>();
  const refused = new Map<RefusalReason, number>();
  for (const each of written.slice(0, 2 * requestsPerApi)) {
    const reason = requests.has(each.request.toLowerCase()) ? 'repeated' : await reasonToRefuse(api, each, checker);
    if (reason === undefined)
      requests.set(each.request.toLowerCase(), { ...each, arguments: inSchemaOrder(each.arguments, api.parameters) });
    else refused.set(reason, (refused.get(reason) ?? 0) + 1);
  }
  return { requests: [...requests.values()].slice(0, requestsPerApi), refused: Object.fromEntries(refused) };
}

async function reasonToRefuse(
  api: Api,
  { request, arguments: args }: WrittenRequest,
  checker: ArgumentChecker,
): Promise<RefusalReason | undefined> {
  if (request.length < 8 || request.length > longestRequest) return 'too-short-or-long';
  if (givesAway(request, api) || namesParameter(request, args)) return 'gives-away';
  const checked = await checker.check(api.parameters, args);
  if (!checked.ok || checked.coerced.length > 0) return 'wrong-arguments';
  const made = Object.entries(args).filter(([name, value]) => !isListed(api, name) && !isGrounded(value, [request]));
  return made.length > 0 ? 'made-up-value' : undefined;
}

/** `ticketId`, `ticket_id`: nobody speaks like that. Names of one word are words. */
function namesParameter(request: string, args: JsonObject): boolean {
  const said = request.toLowerCase();
  return Object.keys(args).some(name => identifierWords(name).length > 1 && said.includes(name.toLowerCase()));
}

/** Values of an enumeration are said in other words as often as not. */
function isListed({ parameters }: Api, name: string): boolean {
  const property = (parameters['properties'] as JsonObject | undefined)?.[name] as JsonObject | undefined;
  return Array.isArray(property?.['enum']) || property?.['type'] === 'boolean';
}
