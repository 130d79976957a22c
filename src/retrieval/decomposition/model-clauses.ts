import { loadPrompt, renderPrompt } from '../../base/index.js';
import { type ChatModel, reply } from '../../models/index.js';
import { clauses } from './clauses.js';
import { contentWords } from './content-words.js';
import type { SplitRequest } from './decomposed.js';

const maxClauses = 8;
const maxClauseLength = 600;
const maxRequestLength = 10_000;

/**
 * Lets a model divide requests; what it says that is no division of the request is answered by the rules of `clauses`. A
 * call for each request; throws what the model throws.
 */
export function modelClauses(model: ChatModel): SplitRequest {
  const prompt = loadPrompt(new URL('./split.prompt.md', import.meta.url));
  return async (request, signal) => {
    if (request.trim() === '' || request.length > maxRequestLength) return [request];
    const said = await reply(model, {
      messages: [{ role: 'user', content: renderPrompt(prompt, { request }) }],
      temperature: 0,
      maxTokens: 400,
      ...(signal === undefined ? {} : { signal }),
    });
    const isWhole = said.finish === 'stop';
    return (isWhole ? readClauses(said.message.content, request) : undefined) ?? clauses(request);
  };
}

/**
 * The clauses in a model's reply: its lines without numbers, bullets and code fences, or the texts of a JSON list.
 * `undefined` when there are none or more than eight, or one is longer than 600 characters or says nothing that the
 * request says.
 */
export function readClauses(said: string, request: string): readonly string[] | undefined {
  const lines = listed(said) ?? said.split('\n');
  const found = lines
    .map(line => line.replace(/^\s*(?:[-*•]\s+|\(?\d{1,2}[.):]\s*)/, '').trim())
    .filter(line => line !== '' && !line.startsWith('```') && !/:$/.test(line));
  const asked = new Set(contentWords(request).map(word => word.toLowerCase()));
  const fits = (clause: string) =>
    clause.length <= maxClauseLength && contentWords(clause).some(word => asked.has(word.toLowerCase()));
  const distinct = [...new Set(found)];
  return distinct.length > 0 && distinct.length <= maxClauses && distinct.every(fits) ? distinct : undefined;
}

function listed(said: string): readonly string[] | undefined {
  const json = /\[[\s\S]*\]/.exec(said)?.[0];
  if (json === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(json);
    return Array.isArray(value) && value.every(item => typeof item === 'string') ? value : undefined;
  } catch {
    return undefined; // brackets of a sentence, not a list
  }
}
