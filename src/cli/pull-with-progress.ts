import type { Artifact, ArtifactCache, ArtifactProgress, Progress, RunningTask } from '../base/index.js';

const stages: Readonly<Record<ArtifactProgress['stage'], string>> = {
  wait: 'waiting for another process to fetch',
  download: 'fetching',
  unpack: 'unpacking',
  install: 'installing',
  verify: 'verifying',
};

/** Pulls an artifact and shows each stage of it. */
export async function pullWithProgress(
  artifact: Artifact,
  artifacts: ArtifactCache,
  progress: Progress,
  signal: AbortSignal,
): Promise<string> {
  let shown: { label: string; task: RunningTask } | undefined;
  try {
    const path = await artifacts.pull(artifact, {
      signal,
      onProgress({ stage, source, done, total }) {
        const origin = source === '' || stage === 'verify' ? '' : ` from ${source}`;
        const label = `${stages[stage]} ${artifact.name}${origin}`;
        if (shown?.label !== label) {
          shown?.task.end();
          shown = { label, task: progress.start({ label, unit: 'bytes', total }) };
        }
        shown.task.update(done, total);
      },
    });
    shown?.task.end();
    return path;
  } catch (thrown) {
    shown?.task.fail();
    throw thrown;
  }
}
