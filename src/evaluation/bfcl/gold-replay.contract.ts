import { type ScriptedCall, scripted } from '../../models/index.js';
import type { BfclTest } from './bfcl-test.js';
import { type PythonValue, textMembers } from './python/python-value.js';
import { pythonRepr } from './python/unparse-python.js';

/** A model that answers tests, by the words of their requests, with their right calls, or with what `spoil` makes of them. */
export function goldReplay(
  tests: readonly BfclTest[],
  spoil: (calls: readonly ScriptedCall[], place: number) => readonly ScriptedCall[] = calls => calls,
) {
  const keyOf = ({ messages }: Pick<BfclTest, 'messages'>, tools: readonly string[]) =>
    JSON.stringify([messages.map(({ content }) => content), tools]);
  const places = new Map(
    tests.map((test, place) => [
      keyOf(
        test,
        test.checked.map(({ name }) => name),
      ),
      place,
    ]),
  );
  return scripted(({ messages, tools = [] }) => {
    const place =
      places.get(
        keyOf(
          { messages },
          tools.map(({ name }) => name),
        ),
      ) ?? -1;
    const test = tests[place];
    if (test === undefined) throw new Error('not a test that was given');
    const calls = spoil(goldCalls(test), place);
    return calls.length === 0 ? 'None of the functions fits.' : calls;
  });
}

/** Each accepted call with the first accepted value of everything. */
export function goldCalls({ accepted }: BfclTest): ScriptedCall[] {
  return accepted.map(({ name, parameters }) => {
    const members = [...parameters].flatMap(([parameter, values]) => {
      const value = values.find(each => !(each.kind === 'str' && each.value === ''));
      return value === undefined ? [] : [`${JSON.stringify(parameter)}: ${goldText(value)}`];
    });
    return { name, arguments: `{${members.join(', ')}}` };
  });
}

/** JSON text in which 2.0 stays 2.0; accepted dictionaries hold options. */
function goldText(value: PythonValue): string {
  switch (value.kind) {
    case 'dict': {
      const members = textMembers(value).flatMap(([key, options]) => {
        const [first] = options.kind === 'list' ? options.items : [options];
        const isLeftOut = first === undefined || (first.kind === 'str' && first.value === '');
        return isLeftOut ? [] : [`${JSON.stringify(key)}: ${goldText(first)}`];
      });
      return `{${members.join(', ')}}`;
    }
    case 'list':
      return `[${value.items.map(goldText).join(', ')}]`;
    case 'str':
      return JSON.stringify(value.value);
    case 'none':
      return 'null';
    case 'bool':
      return String(value.value);
    default:
      return pythonRepr(value);
  }
}
