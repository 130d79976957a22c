import type { ChatModel } from '../../models/index.js';
import type { PlannerTools } from '../planner.js';

const nobody: ChatModel = {
  id: 'none',
  features: {
    streams: false,
    tools: false,
    schema: false,
    logprobs: false,
    contextTokens: 0,
  } as unknown as ChatModel['features'],
  // biome-ignore lint/correctness/useYield: it never comes to a first word.
  async *chat() {
    throw new Error('calls that are given need no model');
  },
};

/** Tools of planners that are given their calls, so that nobody thinks and nothing is searched. */
export function withoutModel(tools: Omit<PlannerTools, 'model' | 'retriever' | 'retrieverName'>): PlannerTools {
  return { ...tools, model: nobody, retriever: { search: async () => [] }, retrieverName: 'none' };
}
