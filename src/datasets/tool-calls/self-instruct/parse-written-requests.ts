import { isJsonObject, type JsonObject } from '../../../base/index.js';
import { findJson } from '../../../models/index.js';

export interface WrittenRequest {
  readonly request: string;
  readonly arguments: JsonObject;
}

/** The requests in a model's reply, one object each or an array of them, wherever they stand; others are passed over. */
export function parseWrittenRequests(reply: string): WrittenRequest[] {
  return [...findJson(reply)].flatMap(({ value }) =>
    (Array.isArray(value) ? value : [value]).flatMap(each => {
      if (!isJsonObject(each) || typeof each['request'] !== 'string' || !isJsonObject(each['arguments'])) return [];
      return [{ request: each['request'].trim(), arguments: each['arguments'] }];
    }),
  );
}
