import type { JsonSchema } from '../../base/index.js';
import type { Api } from '../api.js';
import { schemaAt } from './schema-at.js';
import { defaultMaxToolCharacters, type ToolOptions, toolArguments, toolDescription } from './tool-parts.js';

/** A tool as a server of the Model Context Protocol lists it. */
export interface McpTool {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: JsonSchema;
  /** Only where the API gives an object. */
  readonly outputSchema?: JsonSchema;
  readonly annotations: {
    readonly readOnlyHint: boolean;
    readonly destructiveHint: boolean;
    readonly idempotentHint: boolean;
    readonly openWorldHint: boolean;
  };
}

type McpSource = Pick<Api, 'name' | 'title' | 'description' | 'parameters' | 'returns' | 'effect' | 'invocation'>;

export function mcpTool(api: McpSource, options: ToolOptions = {}): McpTool {
  const { maxCharacters = defaultMaxToolCharacters } = options;
  const output = outputSchema(api.returns, maxCharacters);
  return {
    name: api.name,
    description: toolDescription(api),
    inputSchema: toolArguments(api.parameters, maxCharacters),
    ...(output === undefined ? {} : { outputSchema: output }),
    annotations: {
      readOnlyHint: api.effect === 'read',
      // What cannot be taken back is taken for destructive, as the protocol does where nothing is said.
      destructiveHint: api.effect === 'irreversible',
      idempotentHint: isIdempotent(api),
      openWorldHint: api.invocation.kind !== 'function',
    },
  };
}

const idempotentMethods = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE']);

/** By what HTTP promises of the method (RFC 9110, section 9.2.2). */
function isIdempotent({ effect, invocation }: McpSource): boolean {
  return effect === 'read' || (invocation.kind === 'http' && idempotentMethods.has(invocation.method));
}

function outputSchema(returns: JsonSchema | undefined, maxCharacters: number): JsonSchema | undefined {
  if (returns === undefined) return undefined;
  const { $ref, $defs, ...beside } = returns;
  const target = typeof $ref === 'string' ? { ...schemaAt(returns, $ref), ...beside } : beside;
  if (target['type'] !== 'object') return undefined;
  return toolArguments({ ...target, ...($defs === undefined ? {} : { $defs }) }, maxCharacters);
}
