import { isJsonObject, type JsonObject, type JsonValue } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';

/**
 * An API with the members that ToolBench's retriever files have, and `api_id`, which tells it from APIs that say the
 * same. Defaults and types are texts there; parameters below the first level are left out.
 */
export function toolbenchContent(api: Api): JsonObject {
  const required = new Set(Array.isArray(api.parameters['required']) ? api.parameters['required'] : []);
  const properties = isJsonObject(api.parameters['properties']) ? Object.entries(api.parameters['properties']) : [];
  const parameters = (wanted: boolean): JsonObject[] =>
    properties.filter(([name]) => required.has(name) === wanted).map(([name, schema]) => parameterOf(name, schema));
  return {
    category_name: api.category,
    tool_name: api.tool,
    tool_description: api.toolDescription ?? '',
    api_name: api.title,
    api_description: api.description,
    required_parameters: parameters(true),
    optional_parameters: parameters(false),
    method: api.invocation.kind === 'http' ? api.invocation.method : '',
    api_id: api.id,
  };
}

function parameterOf(name: string, schema: JsonValue): JsonObject {
  const { 'x-type': sourceType, type, description, default: preset } = isJsonObject(schema) ? schema : {};
  return {
    name,
    type: typeof sourceType === 'string' ? sourceType : typeof type === 'string' ? type.toUpperCase() : '',
    description: typeof description === 'string' ? description : '',
    default: typeof preset === 'string' ? preset : preset === undefined ? '' : JSON.stringify(preset),
  };
}
