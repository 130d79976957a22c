import type { FunctionSchema } from '../schema/print-function.js';

export const finishName = 'Finish';

/** The function that ends a try. ToolLLM's paper describes two, its code and files have this one. */
export const finishFunction: FunctionSchema = {
  name: finishName,
  description:
    'Ends the attempt, and must be called at its end. Give the answer once the functions have given what it needs: the user sees nothing else, so it must be complete. Give up when this way leads nowhere, and another is tried.',
  parameters: {
    type: 'object',
    properties: {
      return_type: { type: 'string', enum: ['give_answer', 'give_up_and_restart'] },
      final_answer: {
        type: 'string',
        description: 'What the user is told. Needed when "return_type" is "give_answer".',
      },
    },
    required: ['return_type'],
  },
};
