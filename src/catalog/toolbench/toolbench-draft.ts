import type { SourcePointer } from '../api.js';
import type { ImportItem } from '../importer.js';
import { baseName } from '../naming.js';
import type { ApiRow } from './api-row.js';
import { parametersSchema } from './parameters-schema.js';
import { rapidApiRequest } from './rapidapi-request.js';
import { toolBenchDocument } from './toolbench-document.js';

/** A row as a draft, after a warning for each parameter that could not be kept. */
export function* toolBenchItems(row: ApiRow, key: string, source: SourcePointer): Generator<ImportItem, void, void> {
  const { schema, renamed, problems } = parametersSchema(row.requiredParameters, row.optionalParameters);
  for (const message of problems) yield { kind: 'warning', source, message };
  const { request, problem } = rapidApiRequest(row);
  if (problem !== undefined) yield { kind: 'warning', source, message: problem };
  yield {
    kind: 'api',
    draft: {
      key,
      baseName: baseName(row.tool, row.api),
      provider: 'RapidAPI',
      tool: row.tool,
      ...(row.toolDescription === '' ? {} : { toolDescription: row.toolDescription }),
      category: row.category,
      title: row.api,
      description: row.apiDescription,
      parameters: schema,
      // Other methods may change something; whether they do is not said anywhere.
      effect: row.method === 'GET' ? 'read' : 'irreversible',
      examples: [],
      source,
      invocation: {
        kind: 'toolbench',
        category: row.category,
        tool: row.tool,
        api: row.api,
        ...(Object.keys(renamed).length === 0 ? {} : { arguments: renamed }),
        ...(request === undefined ? {} : { request }),
      },
      document: toolBenchDocument(row),
    },
  };
}
