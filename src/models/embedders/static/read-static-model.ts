import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CapuchinError,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  messageOf,
  sha256,
} from '../../../base/index.js';
import { readSafetensors, type StoredTensor, toFloats } from '../safetensors.js';
import type { BertTokenizer } from '../tokenizer/bert-tokenizer.js';
import { readTokenizer } from '../tokenizer/read-tokenizer.js';

/** A table of vectors, one for each token of a vocabulary. */
export interface StaticModel {
  /** 12 hexadecimal digits that change whenever the model's files do. */
  readonly version: string;
  readonly tokenizer: BertTokenizer;
  readonly dimensions: number;
  readonly rows: Float32Array | Int8Array; // [rows × dimensions], row-major
  /** What the components of `rows` are to be multiplied with; all 1 when absent. */
  readonly scales?: Float32Array; // [dimensions]
  /** How much a token counts, by token id; all the same when absent. */
  readonly weights?: Float32Array; // [vocabulary]
  /** Token id → row; the row of its number when absent. */
  readonly mapping?: Uint32Array; // [vocabulary]
  /** What counts of a longer text: it is cut after so many characters, and then after so many tokens. */
  readonly limit?: { readonly characters: number; readonly tokens: number };
  /** `getOrderById` is read as `get Order By Id`, unless the vocabulary has the word whole. */
  readonly splitsIdentifiers: boolean;
}

/**
 * Reads a folder in model2vec's format: `model.safetensors` with `embeddings` and perhaps `weights` and `mapping`,
 * `tokenizer.json`, `config.json`. Beyond that format, `scales` may hold a factor for each dimension, which lets rows be
 * 8-bit integers without loss of their proportions, and `split_identifiers` may stand in the configuration.
 *
 * @throws CapuchinError `bad-model`, `bad-safetensors`, `bad-tokenizer`, `other-tokenizer`
 */
export async function readStaticModel(folder: string): Promise<StaticModel> {
  const names = ['model.safetensors', 'tokenizer.json', 'config.json'] as const;
  const files = await Promise.all(names.map(name => contentOf(join(folder, name))));
  const [tensorFile, tokenizerFile, configFile] = files as [Buffer, Buffer, Buffer];
  const tensors = readSafetensors(tensorFile);
  const config = configOf(configFile, folder);
  const embeddings = tensors.get('embeddings');
  const dimensions = embeddings?.shape[1];
  if (embeddings === undefined || embeddings.shape.length !== 2 || !dimensions) {
    throw bad(folder, 'it has no table of embeddings');
  }
  const maxTokens = config['max_length'] === undefined ? 512 : config['max_length'];
  const tokenizer = readTokenizer(tokenizerFile.toString('utf8'));
  const model: StaticModel = {
    version: sha256(files.map(file => sha256(file)).join()).slice(0, 12),
    tokenizer,
    dimensions,
    rows: rowsOf(embeddings),
    ...optional('scales', vectorOf(tensors.get('scales'))),
    ...optional('weights', vectorOf(tensors.get('weights'))),
    ...optional('mapping', mappingOf(tensors.get('mapping'))),
    ...optional('limit', typeof maxTokens === 'number' ? limitOf(maxTokens, tokenizer) : undefined),
    splitsIdentifiers: config['split_identifiers'] === true,
  };
  checkSizes(model, folder);
  return model;
}

function optional<Name extends string, T>(name: Name, value: T | undefined): { readonly [N in Name]?: T } {
  return (value === undefined ? {} : { [name]: value }) as { readonly [N in Name]?: T };
}

/** As model2vec has it: no more characters than so many tokens of median length have. */
function limitOf(tokens: number, { options }: BertTokenizer): StaticModel['limit'] {
  const lengths = [...options.vocabulary.ids.keys()].map(token => Array.from(token).length).sort((a, b) => a - b);
  const upper = lengths[Math.floor(lengths.length / 2)] ?? 0;
  const lower = lengths[Math.floor((lengths.length - 1) / 2)] ?? 0;
  return { tokens, characters: tokens * Math.floor((lower + upper) / 2) };
}

function rowsOf(tensor: StoredTensor): Float32Array | Int8Array {
  const { type, bytes } = tensor;
  return type === 'I8' ? Int8Array.from(new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length)) : toFloats(tensor);
}

function vectorOf(tensor: StoredTensor | undefined): Float32Array | undefined {
  return tensor === undefined ? undefined : toFloats(tensor);
}

function mappingOf(tensor: StoredTensor | undefined): Uint32Array | undefined {
  return tensor === undefined ? undefined : Uint32Array.from(toFloats(tensor));
}

/** Every token must lead to a row: what is read later is not checked again. */
function checkSizes(model: StaticModel, folder: string): void {
  const { rows, dimensions, scales, weights, mapping, tokenizer } = model;
  const rowCount = rows.length / dimensions;
  const { vocabulary, added } = tokenizer.options;
  let tokens = 0;
  for (const id of [...vocabulary.ids.values(), ...added.values()]) tokens = Math.max(tokens, id + 1);
  if (scales !== undefined && scales.length !== dimensions) throw bad(folder, 'its scales are not one a dimension');
  if (weights !== undefined && weights.length < tokens) throw bad(folder, 'tokens are without a weight');
  if ((mapping?.length ?? rowCount) < tokens) throw bad(folder, 'tokens are without a vector');
  if (mapping?.some(row => row >= rowCount)) throw bad(folder, 'tokens are mapped to vectors that are not there');
}

async function contentOf(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (thrown) {
    throw new CapuchinError('bad-model', `a folder in model2vec's format is expected: ${messageOf(thrown)}`, {
      cause: thrown,
    });
  }
}

function configOf(file: Buffer, folder: string): JsonObject {
  try {
    const config = JSON.parse(file.toString('utf8')) as JsonValue;
    if (isJsonObject(config)) return config;
  } catch (thrown) {
    throw bad(folder, 'its config.json is not JSON', thrown);
  }
  throw bad(folder, 'its config.json is no object');
}

function bad(folder: string, why: string, cause?: unknown): CapuchinError {
  return new CapuchinError('bad-model', `the model in ${folder} cannot be used: ${why}`, { cause });
}
