import { isJsonObject, type JsonSchema } from '../../../base/index.js';
import type { ToolSpec } from '../../../models/index.js';
import { type ChangePlan, changedText, renamedKeys } from './change-plan.js';

/** A function as it is offered once its document changed. */
export function changeTool(tool: ToolSpec, plan: ChangePlan): ToolSpec {
  const names = plan.parameters.get(tool.name) ?? new Map<string, string>();
  const { properties, required } = tool.parameters;
  const parameters: JsonSchema = {
    ...tool.parameters,
    ...(isJsonObject(properties) ? { properties: renamedKeys(properties, names) } : {}),
    ...(Array.isArray(required) ? { required: required.map(each => names.get(String(each)) ?? each) } : {}),
  };
  return {
    ...tool,
    name: plan.functions.get(tool.name) ?? tool.name,
    description: changedText(tool.description, plan, tool.name),
    parameters,
  };
}

interface WrittenCall {
  readonly name: string;
  readonly arguments: string;
}

/** A call of a changed function as it would have been before. By an old name it names nothing. */
export function unchangedCall(call: WrittenCall, plan: ChangePlan): WrittenCall {
  const before = [...plan.functions].find(([, now]) => now === call.name)?.[0];
  if (before === undefined) return { ...call, name: '' };
  const old = new Map([...(plan.parameters.get(before) ?? [])].map(([then, now]) => [now, then]));
  return { name: before, arguments: renamedArguments(call.arguments, old, plan.parameters.get(before)) };
}

function renamedArguments(
  text: string,
  names: ReadonlyMap<string, string>,
  gone: ReadonlyMap<string, string> = new Map(),
): string {
  try {
    const value: unknown = JSON.parse(text);
    if (!isJsonObject(value)) return text;
    // An argument by its old name is none that the function has now.
    const known = Object.entries(value).map(([name, each]) => [
      gone.has(name) && !names.has(name) ? `${name}?` : name,
      each,
    ]);
    return JSON.stringify(renamedKeys(Object.fromEntries(known), names));
  } catch {
    return text; // is judged as what it is
  }
}
