import type { JsonSchema } from '../../base/index.js';
import type { ApiDraft, SourcePointer } from '../api.js';
import type { FunctionDefinition } from './function-definition.js';

/** What an API has from its function alone, wherever that is. The catalog keeps JSON only, so schema and examples are copied as JSON. */
export function functionDraft(definition: FunctionDefinition, module: string, source: SourcePointer) {
  const { name, description, parameters, returns, effect = 'irreversible', examples = [] } = definition;
  return {
    baseName: name,
    title: name,
    description,
    parameters: asJson(parameters),
    ...(returns !== undefined && { returns: asJson(returns) }),
    effect,
    ...(effect === 'reversible' && { undo: { description: 'undone by a step that is prepared before each call' } }),
    examples: asJson(examples),
    source,
    invocation: { kind: 'function', module, function: name },
  } as const satisfies Omit<ApiDraft, 'key' | 'provider' | 'tool' | 'category'>;
}

function asJson<T extends JsonSchema | FunctionDefinition['examples']>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
