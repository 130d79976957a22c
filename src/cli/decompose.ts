import { type Command, Option } from 'commander';
import type { ChatModel } from '../models/index.js';
import type { RetrieverSource, SplitRequest } from '../retrieval/index.js';

const ways = ['rules', 'model', 'off'] as const;

/** How a request of several wishes is taken apart: by rules for English, by a model, or not at all. */
export type Decompose = (typeof ways)[number];

export function withDecomposeOption<C extends Command>(command: C): C {
  command.addOption(
    new Option('--decompose <how>', 'how fused takes a request of several wishes apart').choices(ways).default('rules'),
  );
  return command;
}

/** For `RetrieverSource`. The model is opened with the first request; whoever gives it closes it. */
export function splitBy(
  how: Decompose,
  openModel: () => Promise<ChatModel>,
  signal: AbortSignal,
): Pick<RetrieverSource, 'split'> {
  switch (how) {
    case 'rules':
      return {};
    case 'off':
      return { split: request => [request] };
    case 'model': {
      let split: Promise<SplitRequest> | undefined;
      return {
        async split(request) {
          split ??= opened(openModel);
          return (await split)(request, signal);
        },
      };
    }
    default:
      return how satisfies never;
  }
}

async function opened(openModel: () => Promise<ChatModel>): Promise<SplitRequest> {
  const [{ modelClauses }, model] = await Promise.all([import('../retrieval/index.js'), openModel()]);
  return modelClauses(model);
}
