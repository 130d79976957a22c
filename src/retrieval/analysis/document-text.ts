import type { Api } from '../../catalog/index.js';
import { parameterTexts } from './parameter-texts.js';

/** The text of an API for retrievers: the one its source publishes for them, or else one made of its fields. */
export function documentText(api: Api): string {
  if (api.document !== undefined) return api.document;
  const described = [api.category, api.tool, api.title, api.toolDescription ?? '', api.description];
  const requests = api.examples.flatMap(example => (example.request === undefined ? [] : [example.request]));
  return [...described, ...parameterTexts(api.parameters), ...requests].filter(text => text !== '').join(', ');
}
