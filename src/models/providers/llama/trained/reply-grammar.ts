import { isJsonObject, type JsonSchema } from '../../../../base/index.js';
import type { ToolChoice, ToolSpec } from '../../../chat-model.js';
import { offeredText } from '../../../tool-prompt/offered-text.js';
import { GrammarRules, literal } from '../gbnf.js';
import { type GrammarSchema, grammarSchema } from '../grammar-schema.js';

export interface ReplyForm {
  readonly toolChoice: Exclude<ToolChoice, 'none'>;
  /** Whether a function has answered since the user spoke: then the reply may be an answer, else it may be `none`. */
  readonly answered: boolean;
  /** As in `ChatRequest`. */
  readonly openArguments: boolean;
}

export interface ReplyGrammar {
  /** Accepts exactly the replies that `parseReply` understands. */
  readonly grammar: string;
  /** Keywords of the schemas that it does not hold. */
  readonly loosened: readonly string[];
}

const mostCalls = 8;
const longestString = 400;

/**
 * The grammar of what the trained model may write: calls one a line, `none`, or the beginning of an answer. Optional
 * parameters that the signatures on offer had no room for are left out: the model never saw them.
 */
export function replyGrammar(
  tools: readonly ToolSpec[],
  { toolChoice, answered, openArguments }: ReplyForm,
): ReplyGrammar {
  const rules = new GrammarRules();
  const loosened = new Set<string>();
  const lines = offeredText(tools).split('\n');
  const calls = tools.map((tool, place) => {
    const shown = isShown(lines[place] ?? '');
    const { schema, loosened: loose } = argumentsSchema(tool.parameters, shown, openArguments);
    for (const keyword of loose) loosened.add(keyword);
    return `${literal(`${tool.name} `)} ${rules.expression(schema)}`;
  });
  const call = rules.rule(calls.join(' | '));
  const others = toolChoice !== 'auto' ? '' : ` | ${literal(answered ? answerMark : noneMark)}`;
  const root = `${call} ("\\n" ${call}){0,${mostCalls - 1}}${others}`;
  return { grammar: rules.grammar(root), loosened: [...loosened].sort() };
}

/** What a reply without a call is. What follows the mark of an answer is not left to the model. */
export const noneMark = 'none';
export const answerMark = 'answer:';

function argumentsSchema(parameters: JsonSchema, shown: (name: string) => boolean, openArguments: boolean) {
  const { schema, loosened } = grammarSchema(parameters, { maxStringLength: longestString });
  return { schema: narrowed(schema, parameters, shown, openArguments), loosened };
}

function narrowed(
  schema: GrammarSchema,
  parameters: JsonSchema,
  shown: (name: string) => boolean,
  openArguments: boolean,
): GrammarSchema {
  // A function that declares no parameters takes none; elsewhere such an object may hold anything.
  if (schema.kind === 'map' && !isJsonObject(parameters['additionalProperties']))
    return { kind: 'object', properties: [] };
  if (schema.kind !== 'object') return schema;
  const kept = schema.properties.filter(({ name, required }) => required || shown(name));
  return {
    kind: 'object',
    properties: kept.map(each => (each.required && openArguments ? { ...each, open: true } : each)),
  };
}

/** Whether a signature names an optional parameter, bare or as JSON. */
function isShown(line: string): (name: string) => boolean {
  return name =>
    [name, JSON.stringify(name)].some(written => ['(', ', '].some(before => line.includes(`${before}${written}?: `)));
}
