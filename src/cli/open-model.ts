import { join } from 'node:path';
import { createProgress, seededRandom, systemClock } from '../base/index.js';
import { type ChatModel, limited, llamaArtifacts, modelNamed, openBudget, parseModelName } from '../models/index.js';
import { type Io, note } from './io.js';
import { pullWithProgress } from './pull-with-progress.js';
import type { Workbench } from './workbench.js';

/** The model the settings name, within the settings' budget; what it needs on this machine is fetched first, visibly. */
export async function openModel(io: Io, { settings, artifacts, folders }: Workbench): Promise<ChatModel> {
  const { provider, rest } = parseModelName(settings.model);
  if (provider === 'llama') {
    const progress = createProgress(io.stderr, { clock: systemClock });
    for (const artifact of llamaArtifacts(rest, io.cwd)) {
      if (artifacts.locate(artifact) === undefined) await pullWithProgress(artifact, artifacts, progress, io.signal);
    }
  }
  const model = await modelNamed(settings.model, {
    secret: name => io.env[name],
    clock: systemClock,
    random: seededRandom(settings.seed),
    artifacts,
    stateFolder: join(folders.cache, 'models'),
    secrets: secretsOf(io.env),
    onNotice: notice => note(io, `capuchin: ${notice}`),
    signal: io.signal,
  });
  const budget = openBudget({
    ...(settings.maxTokens === undefined ? {} : { maxTokens: settings.maxTokens }),
    ...(settings.maxCostUsd === undefined ? {} : { maxCostUsd: settings.maxCostUsd }),
  });
  return limited(model, budget);
}

/** Values of variables that are named like credentials. */
function secretsOf(env: Io['env']): string[] {
  return Object.entries(env).flatMap(([name, value]) =>
    value !== undefined && value.length >= 8 && /(_|^)(API_)?(KEY|TOKEN|SECRET|PASSWORD)(_|$)/.test(name)
      ? [value]
      : [],
  );
}
