import { CapuchinError, type JsonValue, UnknownName } from '../base/index.js';
import { type Api, anthropicTool, mcpTool, openaiTool, openapiView, promptView } from '../catalog/index.js';

export interface ViewOptions {
  /** OpenAI's strict mode. */
  readonly strict: boolean;
}

/** A text or a JSON value. */
type View = (api: Api, options: ViewOptions) => JsonValue | object | Promise<string>;

const views = {
  signature: api => promptView(api, 'signature'),
  short: api => promptView(api, 'short'),
  full: api => promptView(api, 'full'),
  openai: (api, { strict }) => openaiTool(api, { strict }),
  anthropic: api => anthropicTool(api),
  mcp: api => mcpTool(api),
  openapi: api => openapiView(api),
  curl: api => curlOf(api),
} as const satisfies Record<string, View>;

export const viewNames = Object.keys(views);

/** An API as the named view prints it. Throws `UnknownName`; `no-such-view` for an API that has no such view. */
export async function apiView(api: Api, name: string, options: ViewOptions): Promise<string | object> {
  if (!Object.hasOwn(views, name)) throw new UnknownName('view', name, viewNames);
  return (await views[name as keyof typeof views](api, options)) as string | object;
}

/** With the arguments of an example that the API's own check accepts, or with such as are made from its schema. */
async function curlOf(api: Api): Promise<string> {
  const { invocation, name } = api;
  if (invocation.kind !== 'http') {
    throw new CapuchinError('no-such-view', `${name} is not an HTTP request, so curl cannot make it`);
  }
  const { argumentChecker, curlCommand, sampleArguments } = await import('../execution/index.js');
  const checker = argumentChecker();
  const [example] = api.examples;
  const checked = example === undefined ? undefined : await checker.check(api.parameters, example.arguments);
  const made = checked?.ok ? checked : await sampleArguments(api, { checker, optional: false });
  if (!('arguments' in made)) {
    throw new CapuchinError('no-such-view', `no arguments for ${name} could be made: ${made.problems.join('; ')}`);
  }
  const built = curlCommand(api, invocation, made.arguments);
  if (built.kind === 'command') return built.command;
  const why = built.kind === 'not-callable' ? built.reason : built.problems.join('; ');
  throw new CapuchinError('no-such-view', `curl cannot make this call: ${why}`);
}
