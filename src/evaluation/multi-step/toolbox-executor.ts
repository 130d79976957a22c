import { orAborted } from '../../base/index.js';
import type { Executor } from '../../execution/index.js';
import { executeInFolder, type FolderExecution } from '../tool-calls/toolbox/execute-in-folder.js';

/** Runs functions of the toolbox, each call in an empty folder of its own. */
export function toolboxExecutor(options: FolderExecution): Executor {
  const execute = executeInFolder(options);
  return { call: (api, args, { signal } = {}) => orAborted(execute(api, args, {}), signal) };
}
