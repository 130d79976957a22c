import { join } from 'node:path';
import { createProgress, seededRandom, systemClock } from '../base/index.js';
import { type ChatModel, limited, llamaArtifacts, modelNamed, parseModelName } from '../models/index.js';
import { budgetOf } from './budget-of.js';
import { type Io, note } from './io.js';
import { adapterInUse } from './kept-adapter.js';
import { pullWithProgress } from './pull-with-progress.js';
import { secretsOf } from './secrets-of.js';
import type { Workbench } from './workbench.js';

/** A model by its selection string, within a budget; what it needs on this machine is fetched first, visibly. */
export async function openModel(
  io: Io,
  bench: Workbench,
  name = bench.settings.model,
  budget = budgetOf(bench.settings),
): Promise<ChatModel> {
  const { settings, artifacts, folders } = bench;
  const { provider, rest } = parseModelName(name);
  if (provider === 'llama') {
    const progress = createProgress(io.stderr, { clock: systemClock });
    for (const artifact of llamaArtifacts(rest, io.cwd)) {
      if (artifacts.locate(artifact) === undefined) await pullWithProgress(artifact, artifacts, progress, io.signal);
    }
  }
  const adapterPath = provider === 'llama' ? await adapterInUse(io, bench) : undefined;
  const model = await modelNamed(name, {
    secret: name => io.env[name],
    clock: systemClock,
    random: seededRandom(settings.seed),
    artifacts,
    ...(adapterPath === undefined ? {} : { adapterPath }),
    stateFolder: join(folders.cache, 'models'),
    secrets: secretsOf(io.env),
    onNotice: notice => note(io, `capuchin: ${notice}`),
    signal: io.signal,
  });
  return limited(model, budget);
}
