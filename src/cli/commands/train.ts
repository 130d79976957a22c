import { Command } from 'commander';
import type { Io } from '../io.js';
import { trainRetrieverCommand } from './train-retriever.js';
import { trainToolModelCommand } from './train-tool-model.js';

export function trainCommand(io: Io): Command {
  return new Command('train')
    .description('learn from examples')
    .addCommand(trainRetrieverCommand(io))
    .addCommand(trainToolModelCommand(io));
}
