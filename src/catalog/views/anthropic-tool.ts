import type { JsonSchema } from '../../base/index.js';
import {
  defaultMaxToolCharacters,
  type ToolOptions,
  type ToolSource,
  toolArguments,
  toolDescription,
} from './tool-parts.js';

/** A tool as Anthropic's messages take it. */
export interface AnthropicTool {
  readonly name: string;
  readonly description: string;
  readonly input_schema: JsonSchema;
}

export function anthropicTool(api: ToolSource, options: ToolOptions = {}): AnthropicTool {
  const { maxCharacters = defaultMaxToolCharacters } = options;
  return {
    name: api.name,
    description: toolDescription(api),
    input_schema: toolArguments(api.parameters, maxCharacters),
  };
}
