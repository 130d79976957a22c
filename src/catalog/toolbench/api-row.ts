import { isJsonObject, type JsonObject, type JsonValue } from '../../base/index.js';

/** One API as ToolBench's query files and corpus describe it, checked. Texts that are missing or null are empty. */
export interface ApiRow {
  readonly category: string;
  readonly tool: string;
  readonly toolDescription: string;
  readonly api: string;
  readonly apiDescription: string;
  readonly method: string;
  readonly requiredParameters: readonly JsonValue[];
  readonly optionalParameters: readonly JsonValue[];
  /** What a response looks like, values replaced by the names of their types; a string when it was cut. */
  readonly responseTemplate?: JsonValue;
  /** Where the API is, and the host it is known by, as the crawled documents have it. */
  readonly url?: string;
  readonly host?: string;
}

/** Deeper values come from no real API, and recursion over them could exhaust the stack. */
const maxDepth = 200;

/**
 * Checks an object that has ToolBench's members (`category_name`, `tool_name`, `api_name`, …).
 *
 * @returns the row, or in words why it is not one.
 */
export function readApiRow(value: JsonValue): ApiRow | string {
  if (!isJsonObject(value)) return 'a row must be a JSON object';
  if (isDeeperThan(value, maxDepth)) return `values are nested deeper than ${maxDepth} levels`;
  const category = value['category_name'];
  const tool = value['tool_name'];
  const api = value['api_name'];
  if (!isWord(category)) return 'category_name must be a text';
  if (!isWord(tool)) return 'tool_name must be a text';
  if (!isWord(api)) return 'api_name must be a text';
  const requiredParameters = value['required_parameters'] ?? [];
  const optionalParameters = value['optional_parameters'] ?? [];
  if (!Array.isArray(requiredParameters)) return 'required_parameters must be a list';
  if (!Array.isArray(optionalParameters)) return 'optional_parameters must be a list';
  const template = value['template_response'];
  const url = textOf(value, 'url').trim();
  const host = textOf(value, 'host').trim();
  return {
    category,
    tool,
    toolDescription: textOf(value, 'tool_description'),
    api,
    apiDescription: textOf(value, 'api_description'),
    method: textOf(value, 'method').toUpperCase(),
    requiredParameters,
    optionalParameters,
    ...(template === undefined ? {} : { responseTemplate: template }),
    ...(url === '' ? {} : { url }),
    ...(host === '' ? {} : { host }),
  };
}

function isWord(value: JsonValue | undefined): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function textOf(value: JsonObject, key: string): string {
  const text = value[key];
  return typeof text === 'string' ? text : '';
}

/** Looks level by level, without recursion. */
function isDeeperThan(value: JsonValue, levels: number): boolean {
  let level: JsonValue[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > levels) return true;
    const next: JsonValue[] = [];
    for (const item of level) {
      if (typeof item === 'object' && item !== null) for (const member of Object.values(item)) next.push(member);
    }
    level = next;
  }
  return false;
}
