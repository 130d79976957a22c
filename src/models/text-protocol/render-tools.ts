import { signature } from '../../catalog/index.js';
import type { ToolSpec } from '../chat-model.js';

export interface RenderToolsOptions {
  /** Upper bound for each tool, see `signature`. */
  readonly maxTokensEach?: number;
}

/** The tools as a model without native tool calls is shown them: one signature a line, in the order given. */
export function renderTools(tools: readonly ToolSpec[], options: RenderToolsOptions = {}): string {
  const { maxTokensEach = 160 } = options;
  return tools.map(tool => signature(tool, { maxTokens: maxTokensEach })).join('\n');
}
