import { isJsonObject, type JsonObject } from '../../base/index.js';
import type { ApiDraft, ApiExample, SourcePointer } from '../api.js';
import { baseName } from '../naming.js';
import { plainText } from '../openapi/plain-text.js';
import { compileWritten, type WrittenOperation } from '../openapi/written-operation.js';
import { sampleArguments } from './sample-arguments.js';
import type { Task } from './task-package.js';
import { type TaskSchemas, taskSchemas } from './task-schemas.js';

/** A model that the package suggests for a task. */
export type SuggestedModel = Task['models'][number];

const server = 'https://router.huggingface.co';
const provider = '/hf-inference/models';
/** Tasks whose models have several uses, so that the address says which. */
const pipelined = new Set(['feature-extraction', 'sentence-similarity']);
const maxExamples = 2;

/**
 * Inference on a task, with one suggested model or, without, with any model the caller names; or in words why there can
 * be none.
 *
 * Running a model changes nothing, but uses up the caller's credits, so a call is irreversible.
 */
export function inferenceDraft(
  task: Task,
  model: SuggestedModel | undefined,
  common: JsonObject,
  source: SourcePointer,
): ApiDraft | string {
  if (task.input === undefined) return `the package has no input schema for the task ${task.id}`;
  if (model !== undefined && !/^\w[\w.-]{0,99}(?:\/\w[\w.-]{0,99})?$/.test(model.id))
    return `"${model.id}" is no model`;
  const schemas = taskSchemas(task.input, task.output, common);
  const compiled = compileWritten(task.id === 'chat-completion' ? chat(schemas) : inference(task, model, schemas));
  if ('refused' in compiled) return compiled.refused;
  const { draft } = compiled;
  if (draft.invocation.kind !== 'http') return 'it is no HTTP request';
  return {
    ...draft,
    key: model === undefined ? task.id : `${task.id}/${model.id}`,
    baseName: model === undefined ? baseName('huggingface', task.id) : baseName(model.id),
    otherNames: model === undefined ? [] : [baseName(task.id, model.id), baseName('huggingface', task.id, model.id)],
    provider: 'huggingface',
    tool: 'Hugging Face Inference',
    category: task.modality,
    title: model === undefined ? task.id : model.id,
    description: describe(task, model),
    effect: 'irreversible',
    examples: examplesOf(task, model),
    source,
    invocation: { ...draft.invocation, security: [[{ scheme: 'token', type: 'bearer' }]] },
  };
}

function inference(task: Task, model: SuggestedModel | undefined, schemas: TaskSchemas): WrittenOperation {
  const end = pipelined.has(task.id) ? `/pipeline/${task.id}` : '';
  const suggestions = task.models.slice(0, 3).map(({ id }) => id);
  const about = suggestions.length === 0 ? '' : `, for example of ${suggestions.join(', ')}`;
  const named = (name: string, description: string) => ({ name, in: 'path', description, schema: { type: 'string' } });
  return {
    ...written(task.id, schemas),
    path: model === undefined ? `${provider}/{owner}/{model}${end}` : `${provider}/${model.id}${end}`,
    operation: {
      ...operation(schemas),
      parameters:
        model === undefined
          ? [named('owner', `Owner of the model${about}.`), named('model', 'Name of the model, without its owner.')]
          : [],
    },
  };
}

/** The model is a member of the body, as with any compatible server. */
function chat(schemas: TaskSchemas): WrittenOperation {
  const { properties, required } = schemas.input;
  const model = { type: 'string', description: 'The model that answers, as <owner>/<name>.' };
  const input = {
    ...schemas.input,
    properties: { ...(isJsonObject(properties) ? properties : {}), model },
    required: [...(Array.isArray(required) ? required : []), 'model'],
  };
  return {
    ...written('chat-completion', schemas),
    path: '/v1/chat/completions',
    operation: operation({ ...schemas, input }),
  };
}

function written(title: string, { schemas }: TaskSchemas) {
  return { method: 'post', servers: [{ url: server }], title, schemas } as const;
}

function operation({ input, output }: TaskSchemas): JsonObject {
  const reply =
    output === undefined ? {} : { responses: { 200: { content: { 'application/json': { schema: output } } } } };
  return { requestBody: { required: true, content: { 'application/json': { schema: input } } }, ...reply };
}

function describe(task: Task, model: SuggestedModel | undefined): string {
  const summary = plainText(task.summary, 1_200);
  const about = `${task.name}: ${summary === '' ? 'inference with a model of the Hugging Face hub.' : summary}`;
  const own = model === undefined ? '' : plainText(model.description, 600);
  return own === '' ? about : `${own}\n${about}`;
}

function examplesOf(task: Task, model: SuggestedModel | undefined): readonly ApiExample[] {
  const suggested = task.models.map(({ id }) => id.split('/')).find(parts => parts.length === 2);
  const [owner = '', name = ''] = suggested ?? [];
  const where = model === undefined ? { owner, model: name } : {};
  if (model === undefined && suggested === undefined) return [];
  return task.samples
    .flatMap(sample => {
      const args = sampleArguments(task.id, sample);
      return args === undefined ? [] : [{ arguments: { ...where, ...args } }];
    })
    .slice(0, maxExamples);
}
