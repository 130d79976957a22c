import { FunctionExpressionType, JSONPathEnvironment } from 'json-p3';
import { RE2JS } from 're2js';
import type { JsonValue } from '../../../base/index.js';
import { metered, plainCopy } from './metered.js';

/** The values a JSONPath finds, in document order. Throws on a wrong path and on one that would take too long. */
export function queryJsonPath(document: JsonValue, path: string): JsonValue {
  const environment = new JSONPathEnvironment({ maxRecursionDepth: 101 });
  // The library's own versions use backtracking expressions, which a hostile pattern can keep busy for ever.
  environment.functionRegister.set(
    'match',
    linearMatch((pattern, text) => pattern.matches(text)),
  );
  environment.functionRegister.set(
    'search',
    linearMatch((pattern, text) => pattern.matcher(text).find()),
  );
  const values: JsonValue[] = [];
  for (const node of environment.lazyQuery(path, metered(document, 500_000) as never)) {
    values.push(node.value as JsonValue);
    if (values.length > 10_000) throw new Error('the path finds more than 10000 values; make it more specific');
  }
  return plainCopy(values, 200_000);
}

function linearMatch(test: (pattern: RE2JS, text: string) => boolean) {
  const compiled = new Map<string, RE2JS>();
  return {
    argTypes: [FunctionExpressionType.ValueType, FunctionExpressionType.ValueType],
    returnType: FunctionExpressionType.LogicalType,
    // RFC 9535: anything but two texts, the second a valid pattern, simply does not match.
    call: (text: unknown, pattern: unknown) => {
      if (typeof text !== 'string' || typeof pattern !== 'string') return false;
      try {
        const expression = compiled.get(pattern) ?? RE2JS.compile(pattern);
        compiled.set(pattern, expression);
        return test(expression, text);
      } catch {
        return false;
      }
    },
  };
}
