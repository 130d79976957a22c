import type { ChatModel } from '../models/index.js';
import type { Io } from './io.js';
import { settingTable } from './settings.js';
import type { Workbench } from './workbench.js';

/** The model that an evaluation asks: `default` is the one that comes with Capuchin, whatever the settings say. */
export async function openEvaluatedModel(io: Io, bench: Workbench, named: string | undefined): Promise<ChatModel> {
  const { openModel } = await import('./open-model.js');
  return openModel(io, bench, named === 'default' ? settingTable.model.default : (named ?? bench.settings.model));
}
