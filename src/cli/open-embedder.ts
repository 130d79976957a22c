import { type ArtifactCache, createProgress, seededRandom, systemClock } from '../base/index.js';
import { type Embedder, embedderArtifacts, embedderNamed } from '../models/index.js';
import { budgetOf } from './budget-of.js';
import { type Io, note } from './io.js';
import { pullWithProgress } from './pull-with-progress.js';
import type { Settings } from './settings.js';

/** The embedder of the settings; what it needs on this machine is fetched first, visibly. */
export async function openEmbedder(
  io: Io,
  { settings, artifacts }: { readonly settings: Settings; readonly artifacts: ArtifactCache },
): Promise<Embedder> {
  const progress = createProgress(io.stderr, { clock: systemClock });
  for (const artifact of await embedderArtifacts(settings.embedder, io.cwd)) {
    if (artifacts.locate(artifact) === undefined) await pullWithProgress(artifact, artifacts, progress, io.signal);
  }
  return embedderNamed(settings.embedder, {
    secret: name => io.env[name],
    clock: systemClock,
    random: seededRandom(settings.seed),
    artifacts,
    budget: budgetOf(settings),
    onNotice: notice => note(io, `capuchin: ${notice}`),
    signal: io.signal,
  });
}
