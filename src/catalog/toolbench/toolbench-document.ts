import type { ApiRow } from './api-row.js';
import { pythonJson } from './python-json.js';

/**
 * The text that ToolBench gives its retrievers for an API, to the letter, so that published retrieval figures can be
 * compared. A row without a response template has `""` there, as in the original.
 */
export function toolBenchDocument(row: ApiRow): string {
  return (
    `${row.category}, ${row.tool}, ${row.api}, ${row.apiDescription}` +
    `, required_params: ${pythonJson(row.requiredParameters)}` +
    `, optional_params: ${pythonJson(row.optionalParameters)}` +
    `, return_schema: ${pythonJson(row.responseTemplate ?? '')}`
  );
}
