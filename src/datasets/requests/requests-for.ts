import type { JsonObject, Random } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';
import { givesAway } from './gives-away.js';
import { joinDetails } from './join-details.js';
import { inLowerCase, type Roughness, roughen } from './roughen.js';
import { requiredNames, type StatedArgument, statedArguments } from './stated-arguments.js';
import { inStyle, type Style, styles } from './styles.js';
import { type Task, taskOf } from './task-of.js';
import { saysTool } from './tool-name.js';
import { varyObject } from './vary-object.js';
import { wordWish } from './word-wish.js';

/** What somebody might ask, and what answers it. */
export interface GeneratedRequest {
  readonly request: string;
  /** Ids of the APIs that answer it: one, or one for each wish in their order. */
  readonly apiIds: readonly string[];
  readonly style: Style;
  /** For each API: the arguments that the request states, and the required ones that it does not. */
  readonly calls: readonly StatedCall[];
}

export interface StatedCall {
  readonly apiId: string;
  readonly arguments: JsonObject;
  readonly missing: readonly string[];
}

export interface RequestOptions {
  /** How many requests are wanted; fewer come of APIs that say little. Default 1. */
  readonly count?: number;
  /** Default: all, by turns. */
  readonly styles?: readonly Style[];
  /** Default 3. */
  readonly maxArguments?: number;
  /** The share of words that have synonyms and become one. Default 0.35. */
  readonly changeRate?: number;
  /**
   * The share of requests that name the tool, where the source gives it a name of its own; four times as many of those
   * that would say one word otherwise. Default 0.15.
   */
  readonly toolRate?: number;
  readonly roughness?: Roughness;
}

const maxLength = 600;
const triesPerRequest = 6;

/**
 * Requests that an API answers, made of its description, title, path and arguments by rules alone: the same for the same
 * random numbers. They are all different, hold at most 600 characters and never the API's own name. None for an API that
 * says nothing of what it does.
 */
export function requestsFor(api: Api, random: Random, options: RequestOptions = {}): GeneratedRequest[] {
  const task = taskOf(api);
  if (task === undefined) return [];
  const { count = 1 } = options;
  const found = new Map<string, GeneratedRequest>();
  for (let tries = 0; found.size < count && tries < count * triesPerRequest; tries++) {
    const made = requestFor(api, task, random, options);
    if (made !== undefined && !found.has(made.request)) found.set(made.request, made);
  }
  return [...found.values()];
}

const usual: Roughness = { typos: 0.06, wrongCase: 0.08 };

function requestFor(api: Api, task: Task, random: Random, options: RequestOptions): GeneratedRequest | undefined {
  const { styles: among = styles, roughness = usual } = options;
  const style = random.pick(among);
  const { wish, stated } = wishFor(api, task, random, {
    ...options,
    maxArguments: style === 'terse' ? 1 : (options.maxArguments ?? 3),
  });
  const values = stated.map(argument => argument.said);
  const written = inStyle(style, wish, task, random);
  const text = style === 'spoken' ? inLowerCase(written, values) : written;
  if (text.length > maxLength || givesAway(text, api)) return undefined;
  const request = roughen(text, values, roughness, random);
  return { request, apiIds: [api.id], style, calls: [callOf(api, stated)] };
}

/** One wish in words, and the arguments that it states. */
export function wishFor(api: Api, task: Task, random: Random, options: RequestOptions) {
  const { maxArguments = 3, changeRate = 0.35, toolRate = 0.15 } = options;
  const stated = statedArguments(api, random.integer(maxArguments + 1), random);
  const object = varyObject(task, random, changeRate);
  // `list the orders` could be anyone's.
  const isBare = !task.object.replace(/^(?:the|an?|all) /i, '').includes(' ');
  const tool = random.next() < (isBare ? toolRate * 4 : toolRate) ? saysTool(api) : undefined;
  const said = joinDetails(stated.map(argument => argument.words));
  const details = [...said, ...(tool === undefined ? [] : [tool])];
  return { wish: wordWish(task, object, details, random), stated };
}

export function callOf(api: Api, stated: readonly StatedArgument[]): StatedCall {
  const given = new Set(stated.map(argument => argument.name));
  return {
    apiId: api.id,
    arguments: Object.fromEntries(stated.map(argument => [argument.name, argument.value])),
    missing: requiredNames(api).filter(name => !given.has(name)),
  };
}
