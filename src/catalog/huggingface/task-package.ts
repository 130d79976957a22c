import { CapuchinError, isJsonObject, type JsonObject, type JsonValue, readTarball } from '../../base/index.js';
import { objectLiteral } from './object-literal.js';

/** A machine learning task as the package describes it. */
export interface Task {
  readonly id: string;
  readonly name: string;
  /** `Natural Language Processing`, `Audio`, … */
  readonly modality: string;
  readonly summary: string;
  /** Absent where the package has none. */
  readonly input?: JsonObject;
  readonly output?: JsonObject;
  readonly models: readonly { readonly id: string; readonly description: string }[];
  /** Inputs for the task's widget, in a form of their own. */
  readonly samples: readonly JsonValue[];
  /** Path of the schema, or of the folder, in the package. */
  readonly path: string;
}

export interface TaskPackage {
  readonly tasks: readonly Task[];
  /** Definitions that schemas of several tasks refer to. */
  readonly common: JsonObject;
}

const maxFileBytes = 5_000_000;
const wanted =
  /^(?:src\/tasks\/(?:[\w-]+\/spec\/(?:input|output)|common-definitions)\.json|dist\/esm\/(?:tasks\/[\w-]+\/data|default-widget-inputs|pipelines)\.js)$/;

/** Reads the package as it is packed, tasks in the order of their names. Its code is read as text and never run. */
export async function readTaskPackage(path: string, signal?: AbortSignal): Promise<TaskPackage> {
  const files = new Map<string, string>();
  const options = {
    wanted: (file: string) => wanted.test(file),
    maxFileBytes,
    ...(signal === undefined ? {} : { signal }),
  };
  for await (const file of readTarball(path, options)) files.set(file.path, file.bytes.toString('utf8'));
  const ids = new Set(
    [...files.keys()].flatMap(file => /\/tasks\/([\w-]+)\/(?:spec\/input\.json|data\.js)$/.exec(file)?.[1] ?? []),
  );
  ids.delete('placeholder');
  if (ids.size === 0) throw new CapuchinError('not-huggingface-tasks', `${path} describes no tasks`);
  const common = parsed(files.get('src/tasks/common-definitions.json'))?.['definitions'];
  const pipelines = files.get('dist/esm/pipelines.js') ?? '';
  const about = {
    files,
    pipelines: literalAfter(pipelines, 'PIPELINE_DATA ='),
    modalities: literalAfter(pipelines, 'MODALITY_LABELS ='),
    samples: samplesOf(files.get('dist/esm/default-widget-inputs.js') ?? ''),
  };
  return { tasks: [...ids].sort().map(id => taskOf(id, about)), common: isJsonObject(common) ? common : {} };
}

interface About {
  readonly files: ReadonlyMap<string, string>;
  readonly pipelines: JsonObject;
  readonly modalities: JsonObject;
  readonly samples: ReadonlyMap<string, readonly JsonValue[]>;
}

function taskOf(id: string, { files, pipelines, modalities, samples }: About): Task {
  const path = `src/tasks/${id}/spec/input.json`;
  const input = parsed(files.get(path));
  const output = parsed(files.get(`src/tasks/${id}/spec/output.json`));
  const data = literalAfter(files.get(`dist/esm/tasks/${id}/data.js`) ?? '', 'taskData =');
  const pipeline = isJsonObject(pipelines[id]) ? pipelines[id] : {};
  const modality = modalities[String(pipeline['modality'])];
  return {
    id,
    name: text(pipeline['name']) ?? id.replaceAll('-', ' '),
    modality: text(modality) ?? 'Other',
    summary: text(data['summary']) ?? text(input?.['description']) ?? '',
    ...(input === undefined ? {} : { input }),
    ...(output === undefined ? {} : { output }),
    models: list(data['models']).flatMap(model => {
      const modelId = isJsonObject(model) ? text(model['id']) : undefined;
      return modelId === undefined || !isJsonObject(model)
        ? []
        : [{ id: modelId, description: text(model['description']) ?? '' }];
    }),
    samples: samples.get(id) ?? [],
    path: input === undefined ? `src/tasks/${id}` : path,
  };
}

/** The English samples: `[task, [sample, …]]` pairs. */
function samplesOf(source: string): ReadonlyMap<string, readonly JsonValue[]> {
  const mark = 'MAPPING_EN = new Map(';
  const pairs = source.includes(mark) ? objectLiteral(source, source.indexOf(mark) + mark.length) : [];
  return new Map(
    list(pairs).flatMap(pair => {
      const [id, samples] = list(pair);
      return typeof id === 'string' ? [[id, list(samples)] as const] : [];
    }),
  );
}

function literalAfter(source: string, mark: string): JsonObject {
  const start = source.indexOf(mark);
  const value = start === -1 ? undefined : objectLiteral(source, start + mark.length);
  return isJsonObject(value) ? value : {};
}

function parsed(content: string | undefined): JsonObject | undefined {
  if (content === undefined) return undefined;
  const value: unknown = JSON.parse(content);
  return isJsonObject(value) ? value : undefined;
}

function text(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

function list(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}
