import type { JsonSchema } from '../../base/index.js';
import { strictSchema } from './strict-schema.js';
import {
  defaultMaxToolCharacters,
  type ToolOptions,
  type ToolSource,
  toolArguments,
  toolDescription,
} from './tool-parts.js';

/** A tool as OpenAI's chat completions and every server that is compatible with them take it. */
export interface OpenAiTool {
  readonly type: 'function';
  readonly function: {
    readonly name: string;
    readonly description: string;
    readonly parameters: JsonSchema;
    readonly strict?: true;
  };
}

export interface OpenAiToolOptions extends ToolOptions {
  /** The arguments' schema in the part of JSON Schema in which models can be made to answer; see `strictSchema`. */
  readonly strict?: boolean;
}

/** Members nested deeper than this are refused in strict mode. */
const maxStrictLevels = 8;

export function openaiTool(api: ToolSource, options: OpenAiToolOptions = {}): OpenAiTool {
  const { maxCharacters = defaultMaxToolCharacters, strict = false } = options;
  const parameters = strict
    ? strictSchema(toolArguments(api.parameters, Math.floor(maxCharacters / 2), maxStrictLevels))
    : toolArguments(api.parameters, maxCharacters);
  const { name } = api;
  return {
    type: 'function',
    function: { name, description: toolDescription(api), parameters, ...(strict ? { strict } : {}) },
  };
}
