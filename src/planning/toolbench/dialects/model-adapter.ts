import type { ChatModel, ToolSpec } from '../../../models/index.js';
import type { FunctionSchema } from '../schema/print-function.js';

/**
 * A way to talk with a model about functions. Whatever it is, the conversation is one of messages and tool calls: an
 * adapted model translates it and its replies.
 */
export interface ModelAdapter {
  readonly name: string;
  /** Missing or strange parts of a reply are told in its `warnings`, never guessed. */
  adapt(model: ChatModel): ChatModel;
  /** What the adapted model is told of a function. */
  spec(schema: FunctionSchema): ToolSpec;
}
