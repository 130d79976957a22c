import { BadJsonlRow, isJsonObject, type JsonObject, type JsonValue, readJsonl } from '../../../base/index.js';

/** A request that one call of the toolbox answers. */
export interface ToolboxRequest {
  readonly id: string;
  readonly category: string;
  /** How it is put: terse, plain, chatty or messy. */
  readonly style: string;
  readonly request: string;
  /** Calls any of which is right; the first is what results are compared with, function by function. */
  readonly accepted: readonly AcceptedToolCall[];
  /** Path → content of the files that must be there. */
  readonly files: Readonly<Record<string, string>>;
}

export interface AcceptedToolCall {
  readonly function: string;
  /** Argument → values, any of which is right. */
  readonly arguments: Readonly<Record<string, readonly JsonValue[]>>;
  /** Arguments that may have any value. */
  readonly free: readonly string[];
}

/** Requests from a file of JSON Lines. @throws BadJsonlRow for rows that are none, or whose id is there already. */
export async function readToolboxRequests(path: string, signal?: AbortSignal): Promise<readonly ToolboxRequest[]> {
  const requests: ToolboxRequest[] = [];
  const seen = new Set<string>();
  for await (const { line, value } of readJsonl(path, signal === undefined ? {} : { signal })) {
    const fail = (reason: string) => new BadJsonlRow(path, line, reason);
    if (!isJsonObject(value)) throw fail('a request must be a JSON object');
    const text = (name: string) => {
      const member = value[name];
      if (typeof member !== 'string' || member === '') throw fail(`${name} must be a text`);
      return member;
    };
    const id = text('id');
    if (seen.has(id)) throw fail(`the id ${id} is there twice`);
    seen.add(id);
    const { accepted, files } = value;
    if (!Array.isArray(accepted) || accepted.length === 0) throw fail('accepted must be a list of calls');
    requests.push({
      id,
      category: text('category'),
      style: text('style'),
      request: text('request'),
      accepted: accepted.map((call: JsonValue) => acceptedCall(call, fail)),
      files: isJsonObject(files)
        ? Object.fromEntries(Object.entries(files).map(([at, each]) => [at, String(each)]))
        : {},
    });
  }
  return requests;
}

function acceptedCall(call: JsonValue, fail: (reason: string) => BadJsonlRow): AcceptedToolCall {
  if (!isJsonObject(call) || typeof call['function'] !== 'string' || !isJsonObject(call['arguments'])) {
    throw fail('an accepted call must have function and arguments');
  }
  const values = Object.entries(call['arguments'] as JsonObject).map(([name, each]) => {
    if (!Array.isArray(each) || each.length === 0) throw fail(`the accepted values of ${name} must be a list`);
    return [name, each] as const;
  });
  const free = Array.isArray(call['free']) ? call['free'].map(String) : [];
  return { function: call['function'], arguments: Object.fromEntries(values), free };
}

/** The call with the first accepted value of each argument. */
export function firstAccepted({ arguments: values }: AcceptedToolCall): JsonObject {
  return Object.fromEntries(Object.entries(values).map(([name, [first = null]]) => [name, first]));
}
