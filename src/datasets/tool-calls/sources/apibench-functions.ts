import { isJsonObject, type JsonObject, type JsonSchema, type JsonValue } from '../../../base/index.js';
import { baseName } from '../../../catalog/index.js';
import { identifierWords } from '../../requests/identifier-words.js';
import type { Ask, PoolFunction } from '../function-pool.js';
import type { ListedFunctions } from '../pools/listed-pool.js';
import { pythonCall } from './python-call.js';

/**
 * APIBench's training instructions for TorchHub: which model of the hub is to be loaded. Each document is a function whose
 * arguments take the values of its call and no others, so that what is learned is to choose and to copy.
 */
export function apibenchFunctions(documents: readonly JsonValue[], rows: readonly JsonValue[]): ListedFunctions {
  const hub = documents.filter(isJsonObject).filter(each => each['hub'] === 'torchhub');
  const functions = new Map(hub.flatMap(each => functionOf(each) ?? []).map(each => [each.id, each]));
  const asks = new Map<string, Ask[]>();
  for (const row of rows.filter(isJsonObject)) {
    const [index] = Array.isArray(row['api_indices']) ? row['api_indices'] : [];
    const found = functions.get(idOf(Number(index)));
    const text = instructionOf(String(row['code']));
    if (found === undefined || text === undefined || givesName(text, found)) continue;
    const own = asks.get(found.id) ?? [];
    asks.set(found.id, own);
    own.push({ text, arguments: onlyValues(found.parameters), missing: [] });
  }
  return { name: 'apibench', functions: [...functions.values()], asks, wishes: [], areAlike: doTheSame };
}

/** Half of the hub tells what is in a picture, and no request says by which network. */
function doTheSame(a: PoolFunction, b: PoolFunction): boolean {
  return purposeOf(a.description) === purposeOf(b.description);
}

const purposes: readonly RegExp[] = [
  /depth/i,
  /speech|spoken|voice|audio|sound|music/i,
  /translat|language model|sentence|\btext\b/i,
  /video|3d resnet|action recognition/i,
  /segment/i,
  /detect/i,
  /generat|\bgan\b/i,
  /re-?identif/i,
];

/** Place of the first that fits; what fits none classifies pictures. */
function purposeOf(description: string): number {
  return purposes.findIndex(each => each.test(description.slice(0, 200)));
}

function idOf(index: number): string {
  return `apibench/torchhub/${index}`;
}

function functionOf(document: JsonObject): PoolFunction | undefined {
  const call = pythonCall(String(document['api_call']));
  const model = call?.arguments['model'];
  if (call === undefined || typeof model !== 'string') return undefined;
  const constants = Object.entries(call.arguments).filter(([, value]) => typeof value !== 'object');
  return {
    id: idOf(Number(document['index'])),
    provider: 'PyTorch Hub',
    name: baseName('load', model),
    description: `${String(document['functionality'])}. ${String(document['description'])}`,
    parameters: {
      type: 'object',
      properties: Object.fromEntries(
        constants.map(([name, value]) => [
          name,
          { type: typeof value, ...(typeof value === 'string' ? { enum: [value] } : { const: value }) },
        ]),
      ),
      required: constants.map(([name]) => name),
    },
  };
}

function onlyValues({ properties }: JsonSchema): JsonObject {
  const declared = isJsonObject(properties) ? properties : {};
  return Object.fromEntries(
    Object.entries(declared).map(([name, schema]) => {
      const { enum: values, const: value } = isJsonObject(schema) ? schema : {};
      return [name, Array.isArray(values) ? (values[0] ?? null) : (value ?? null)];
    }),
  );
}

/** The texts are no Python that could be parsed: quotes stand in them as they like. */
function instructionOf(code: string): string | undefined {
  const text = /^\{'Instruction': (.*?),\s*'Output': /s.exec(code)?.[1]?.trim();
  return text?.replace(/^(["'])(.*)\1$/s, '$2').trim();
}

function givesName(text: string, { name }: PoolFunction): boolean {
  return identifierWords(text).join(' ').includes(identifierWords(name).slice(1).join(' '));
}
