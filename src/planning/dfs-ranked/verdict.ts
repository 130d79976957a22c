import { isJsonObject, type JsonSchema } from '../../base/index.js';
import { findJson } from '../../models/index.js';

/** What a judge replies with. */
export const verdictSchema: JsonSchema = {
  type: 'object',
  properties: { better: { type: 'string', enum: ['a', 'b'], description: 'The way that is likelier to end well.' } },
  required: ['better'],
  additionalProperties: false,
};

/** Which of two ways a judge prefers: JSON as `verdictSchema` says, or the letter alone. Nothing where it says neither. */
export function readVerdict(text: string): 'first' | 'second' | undefined {
  const [found] = findJson(text);
  const said = found !== undefined && isJsonObject(found.value) ? found.value['better'] : text;
  const [, letter] = typeof said === 'string' ? (/^["'(]?([ab])["').]{0,2}$/i.exec(said.trim()) ?? []) : [];
  if (letter === undefined) return undefined;
  return letter.toLowerCase() === 'a' ? 'first' : 'second';
}
