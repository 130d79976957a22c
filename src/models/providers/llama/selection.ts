import { UsageError } from '../../../base/index.js';
import { type ToolStrategy, toolStrategies } from './artifacts.js';

/** What the part of a selection string after `llama:` says. */
export interface LlamaSelection {
  /** Name of a local model, or path of a GGUF file. */
  readonly model: string;
  /** Path of a LoRA adapter as GGUF. */
  readonly lora?: string;
  /** Tokens of the context; the model's own limit holds beside it. */
  readonly context: number;
  /** Wanted threads; never more than the cores are used. */
  readonly threads?: number;
  readonly choose?: ToolStrategy;
}

const known = ['lora', 'context', 'threads', 'choose'];
const defaultContextTokens = 4_096;

/**
 * Reads `<name or path>[?lora=<path>&context=<tokens>&threads=<n>&choose=likelihood|decode|trained]`. Values are percent-encoded
 * where they hold `&` or `%`; a path with a question mark cannot be named.
 *
 * @throws UsageError for options that do not exist or have no sense.
 */
export function parseSelection(rest: string): LlamaSelection {
  const mark = rest.indexOf('?');
  const model = mark < 0 ? rest : rest.slice(0, mark);
  if (model === '') throw new UsageError('llama: names no model; give a name or the path of a .gguf file');
  const options = new Map<string, string>();
  for (const part of mark < 0 ? [] : rest.slice(mark + 1).split('&')) {
    const [name = '', value = ''] = part.split(/=(.*)/s);
    if (!known.includes(name)) throw new UsageError(`llama: has no option "${name}"; known: ${known.join(', ')}`);
    options.set(name, decoded(value));
  }
  const lora = options.get('lora');
  const threads = options.get('threads');
  const choose = options.get('choose');
  if (choose !== undefined && !isStrategy(choose))
    throw new UsageError(`llama: choose is one of ${toolStrategies.join(', ')}, not "${choose}"`);
  return {
    model,
    context: positive('context', options.get('context') ?? String(defaultContextTokens)),
    ...(lora === undefined ? {} : { lora }),
    ...(threads === undefined ? {} : { threads: positive('threads', threads) }),
    ...(choose === undefined ? {} : { choose }),
  };
}

function isStrategy(name: string): name is ToolStrategy {
  return (toolStrategies as readonly string[]).includes(name);
}

function positive(name: string, text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1)
    throw new UsageError(`llama: ${name} must be a whole number above 0`);
  return number;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch (thrown) {
    throw new UsageError(`llama: "${value}" is not percent-encoded text`, { cause: thrown });
  }
}
