import type { Api } from '../../catalog/index.js';
import type { FieldName } from './field-names.js';
import { parameterTexts } from './parameter-texts.js';

/** A text of an API and what it is about. */
export interface NamedText {
  readonly name: FieldName;
  readonly text: string;
}

/**
 * Everything an API says about itself; a field may have several texts. The store's unique `name` is left out: it is made
 * of tool and title, and may change when other collections come.
 */
export function apiFields(api: Api): NamedText[] {
  const texts: NamedText[] = [];
  const push = (name: FieldName, text: string | undefined) => {
    if (text !== undefined && text !== '') texts.push({ name, text });
  };
  push('title', api.title);
  push('tool', api.tool);
  push('toolDescription', api.toolDescription);
  push('description', api.description);
  push('category', api.category);
  for (const text of parameterTexts(api.parameters)) push('parameters', text);
  for (const example of api.examples) push('examples', example.request);
  push('place', placeOf(api));
  return texts;
}

/** The path or code of a call, which often names things that no description does. */
function placeOf({ invocation, title }: Api): string {
  switch (invocation.kind) {
    case 'http':
      return title.includes(invocation.path) ? '' : invocation.path;
    case 'code':
      return invocation.code;
    default:
      return '';
  }
}
