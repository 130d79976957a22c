import { isJsonObject } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';
import type { ToolCall, ToolSpec } from '../../models/index.js';
import { parseArguments } from '../parse-arguments.js';

/**
 * The function with which a model says that a way leads nowhere, so that another is tried. Its name is one that no API
 * offered has.
 */
export function giveUpSpec(offered: ReadonlyMap<string, Api>): ToolSpec {
  return {
    name: giveUpName(offered),
    description:
      'Says that this way cannot solve the request, so that another is tried. Use it when calls keep failing or give nothing of use.',
    parameters: {
      type: 'object',
      properties: { reason: { type: 'string', description: 'What stands in the way, in one sentence.' } },
      required: ['reason'],
    },
  };
}

/** Why the model gives up; undefined when it does not. */
export function giveUpReason(calls: readonly ToolCall[], offered: ReadonlyMap<string, Api>): string | undefined {
  const call = calls.find(({ name }) => name === giveUpName(offered));
  if (call === undefined) return undefined;
  const { value } = parseArguments(call.arguments);
  const reason = isJsonObject(value) ? value['reason'] : undefined;
  return typeof reason === 'string' && reason.trim() !== '' ? reason.trim() : 'the model gave up';
}

function giveUpName(offered: ReadonlyMap<string, Api>): string {
  let name = 'give_up';
  while (offered.has(name)) name = `_${name}`;
  return name;
}
