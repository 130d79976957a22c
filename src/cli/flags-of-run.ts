import { isJsonObject, type JsonObject, type JsonValue } from '../base/index.js';
import type { Effect } from '../catalog/index.js';
import type { RunStart } from '../trajectory/index.js';
import type { BudgetOption } from './options.js';
import type { AskFlags } from './run-request.js';

/**
 * The flags that ask the same as a run did. What may be called is no part of it, but for what narrows it: that is for whoever
 * goes on to say. What stood in for real calls stands in again.
 */
export function flagsOfRun({ model, planner, collections, retriever, seed, options }: RunStart): AskFlags {
  const filter = isJsonObject(options['filter']) ? options['filter'] : {};
  const decompose = options['decompose'];
  return {
    model,
    planner,
    collection: Object.keys(collections),
    retriever,
    seed,
    decompose: decompose === 'model' || decompose === 'off' ? decompose : 'rules',
    budget: budgetIn(options),
    ...numbers(options, ['k', 'minFit']),
    ...truths(options, ['invent', 'dryRun', 'readOnly']),
    ...texts(options, ['record', 'replay', 'simulate']),
    ...lists(filter, ['provider', 'category']),
    ...(lists(filter, ['effect']) as { effect?: readonly Effect[] }),
    ...truths(filter, ['authorized']),
    ...lists(options, ['where']),
    ...(options['unknown'] === 'drop' ? { unknown: 'drop' } : {}),
    ...(options['constraints'] === false ? { constraints: false } : {}),
  };
}

function budgetIn(options: JsonObject): BudgetOption {
  const byEffect = options['maxCallsByEffect'];
  return {
    ...numbers(options, ['maxTokens', 'maxCostUsd', 'maxModelCalls', 'maxMs', 'maxCalls']),
    ...(isJsonObject(byEffect) ? { maxCallsByEffect: numbers(byEffect, ['read', 'reversible', 'irreversible']) } : {}),
  };
}

function numbers<K extends string>(from: JsonObject, names: readonly K[]) {
  return picked(from, names, (value): value is number => typeof value === 'number');
}

function texts<K extends string>(from: JsonObject, names: readonly K[]) {
  return picked(from, names, (value): value is string => typeof value === 'string');
}

function truths<K extends string>(from: JsonObject, names: readonly K[]) {
  return picked(from, names, (value): value is true => value === true);
}

function lists<K extends string>(from: JsonObject, names: readonly K[]) {
  const isTexts = (value: JsonValue | undefined): value is readonly string[] =>
    Array.isArray(value) && value.every(each => typeof each === 'string');
  return picked(from, names, isTexts);
}

/** The members of these names that are what is wanted. */
function picked<K extends string, V extends JsonValue>(
  from: JsonObject,
  names: readonly K[],
  isWanted: (value: JsonValue | undefined) => value is V,
): Partial<Record<K, V>> {
  const found: Partial<Record<K, V>> = {};
  for (const name of names) {
    const value = Object.hasOwn(from, name) ? from[name] : undefined;
    if (isWanted(value)) found[name] = value;
  }
  return found;
}
