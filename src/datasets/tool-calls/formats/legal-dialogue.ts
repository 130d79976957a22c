import { baseName, isLegalName, type OpenAiTool, openaiTool } from '../../../catalog/index.js';
import type { ToolDialogueTurn, WrittenCall } from '../../../models/index.js';
import type { ToolCallExample, ToolCallSheet } from '../sheets/tool-call-sheet.js';

/** An example with names that every server takes, for formats that larger models learn from. */
export interface LegalDialogue {
  readonly id: string;
  readonly tools: readonly OpenAiTool[];
  readonly turns: readonly LegalTurn[];
}

/** `answer` is what the model says where it calls nothing. */
export type LegalTurn =
  | { readonly role: 'request'; readonly text: string }
  | { readonly role: 'calls'; readonly calls: readonly WrittenCall[] }
  | { readonly role: 'observation'; readonly name: string; readonly text: string }
  | { readonly role: 'answer'; readonly text: string; readonly isRefusal?: true };

export const nothingFits = 'None of the functions at hand does that.';

/** Calls of which something is missing become the question for it: a larger model asks. */
export function legalDialogue(
  { functions }: Pick<ToolCallSheet, 'functions'>,
  { id, turns }: ToolCallExample,
): LegalDialogue {
  const names = legalNames(functions.map(({ name }) => name));
  return {
    id,
    tools: functions.map(each => openaiTool({ ...each, title: each.name, name: names.get(each.name) ?? each.name })),
    turns: turns.map(turn => legalTurn(turn, names)),
  };
}

function legalTurn(turn: ToolDialogueTurn, names: ReadonlyMap<string, string>): LegalTurn {
  const named = (name: string) => names.get(name) ?? name;
  switch (turn.role) {
    case 'none':
      return { role: 'answer', text: nothingFits, isRefusal: true };
    case 'calls': {
      const missing = turn.calls.flatMap(call => call.missing ?? []);
      return missing.length > 0
        ? { role: 'answer', text: `I need to know: ${[...new Set(missing)].join(', ')}.` }
        : { role: 'calls', calls: turn.calls.map(call => ({ ...call, name: named(call.name) })) };
    }
    case 'observation':
      return { ...turn, name: named(turn.name) };
    default:
      return turn;
  }
}

function legalNames(names: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set(names.filter(isLegalName));
  return new Map(
    names.map(name => {
      if (isLegalName(name)) return [name, name];
      const wanted = name.replace(/[^\w-]+/g, '_').slice(0, 60);
      let legal = isLegalName(wanted) ? wanted : baseName(name);
      for (let n = 2; taken.has(legal); n++) legal = `${wanted}_${n}`;
      taken.add(legal);
      return [name, legal];
    }),
  );
}
