import { isJsonObject, type JsonValue } from '../../../base/index.js';
import type { StatusCode } from '../observations/status-codes.js';

/** What a call of `Finish` comes to. */
export type Finish = { readonly code: StatusCode /** What the model is told. */; readonly text: string } & (
  | { readonly outcome: 'answer'; readonly answer: string }
  | { readonly outcome: 'gave-up' }
  | { readonly outcome: 'bad-input'; readonly problem: string }
);

/**
 * Reads the arguments of `Finish`: JSON in which line breaks may stand unescaped, and otherwise whatever follows the two
 * keys in the text, since models write long answers that are no JSON. A give-up needs no answer.
 */
export function parseFinish(text: string): Finish {
  const { return_type: returnType, final_answer: answer } = parsedLeniently(text) ?? searched(text);
  if (returnType === undefined) return badInput('must have "return_type"');
  if (returnType === 'give_up_and_restart') {
    return { outcome: 'gave-up', code: 4, text: '{"response":"chose to give up and restart"}' };
  }
  if (returnType !== 'give_answer') return badInput('"return_type" is not a valid choice');
  if (answer === undefined) return badInput('must have "final_answer"');
  return {
    outcome: 'answer',
    answer: typeof answer === 'string' ? answer : JSON.stringify(answer),
    code: 3,
    text: '{"response":"successfully giving the final answer."}',
  };
}

function badInput(problem: string): Finish {
  return { outcome: 'bad-input', problem, code: 2, text: JSON.stringify({ error: problem, response: '' }) };
}

interface FinishArguments {
  readonly return_type?: JsonValue;
  readonly final_answer?: JsonValue;
}

function parsedLeniently(text: string): FinishArguments | undefined {
  try {
    const value = JSON.parse(escapedControls(text)) as JsonValue;
    return isJsonObject(value) ? value : {};
  } catch {
    return undefined; // no JSON even so: the keys are searched for
  }
}

/** Control characters inside strings as JSON wants them written. */
export function escapedControls(json: string): string {
  return json.replace(/"[^"\\]*(?:\\[\s\S][^"\\]*)*"/g, string =>
    string.replace(/[\u0000-\u001f]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  );
}

function searched(text: string): FinishArguments {
  const type = /"return_type"\s*:\s*"([^"]*)"/.exec(text)?.[1];
  const answer = /"final_answer"\s*:\s*"([\s\S]*)$/.exec(text)?.[1]?.replace(/"?\s*\}?\s*$/, '');
  return {
    ...(type === undefined ? {} : { return_type: type }),
    ...(answer === undefined ? {} : { final_answer: unescaped(answer) }),
  };
}

function unescaped(text: string): string {
  return text.replace(/\\(["\\/nt])/g, (_escape, letter: string) => ({ n: '\n', t: '\t' })[letter] ?? letter);
}
