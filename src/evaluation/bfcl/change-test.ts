import { isJsonObject, type JsonObject, type JsonValue } from '../../base/index.js';
import {
  type ChangePlan,
  changedText,
  type DocumentChange,
  planChange,
  renamedKeys,
} from '../tool-calls/changed-documents/change-plan.js';
import type { BfclTest } from './bfcl-test.js';
import type { AcceptedCall } from './checker/check-call.js';
import { functionDocument } from './checker/function-document.js';

export interface ChangedTest {
  readonly test: BfclTest;
  readonly plan: ChangePlan;
}

/** A test whose documents changed, with its right answer changed alike. The request and all types stay. */
export function changeTest(test: BfclTest, change: DocumentChange, seed: number): ChangedTest {
  const named = test.checked.map(({ name, parameters }) => ({ name, parameters: [...parameters.keys()] }));
  const plan = planChange(named, change, seed);
  const functions = test.functions.map(document => changeDocument(document, plan));
  const accepted = test.accepted.map(call => changeCall(call, plan));
  return { test: { ...test, functions, checked: functions.map(functionDocument), accepted }, plan };
}

function changeDocument(document: JsonObject, plan: ChangePlan): JsonObject {
  const name = String(document['name']);
  const { description, parameters } = document;
  return {
    ...document,
    name: plan.functions.get(name) ?? name,
    ...(typeof description === 'string' ? { description: changedText(description, plan, name) } : {}),
    ...(isJsonObject(parameters) ? { parameters: changeParameters(parameters, plan, name) } : {}),
  };
}

function changeParameters(parameters: JsonObject, plan: ChangePlan, own: string): JsonObject {
  const names = plan.parameters.get(own) ?? new Map<string, string>();
  const { properties, required } = parameters;
  return {
    ...parameters,
    ...(isJsonObject(properties) ? { properties: renamedKeys(described(properties, plan, own), names) } : {}),
    ...(Array.isArray(required) ? { required: required.map(each => names.get(String(each)) ?? each) } : {}),
  };
}

function described(properties: JsonObject, plan: ChangePlan, own: string): Record<string, JsonValue> {
  const changed = Object.entries(properties).map(([name, schema]) => {
    const text = isJsonObject(schema) ? schema['description'] : undefined;
    if (!isJsonObject(schema) || typeof text !== 'string') return [name, schema] as const;
    return [name, { ...schema, description: changedText(text, plan, own) }] as const;
  });
  return Object.fromEntries(changed);
}

function changeCall({ name, parameters }: AcceptedCall, plan: ChangePlan): AcceptedCall {
  const names = plan.parameters.get(name);
  return {
    name: plan.functions.get(name) ?? name,
    parameters: new Map([...parameters].map(([each, values]) => [names?.get(each) ?? each, values])),
  };
}
