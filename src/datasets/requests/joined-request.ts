import type { Random } from '../../base/index.js';
import type { Api } from '../../catalog/index.js';
import { givesAway } from './gives-away.js';
import { callOf, type GeneratedRequest, type RequestOptions, wishFor } from './requests-for.js';
import { inLowerCase, roughen } from './roughen.js';
import { capitalised, firstPerson, type Style } from './styles.js';
import { taskOf } from './task-of.js';

const maxLength = 1_200;
const tries = 4;

/**
 * One request that needs all of these APIs, in this order: two or three wishes joined as people join them. `undefined`
 * when one of the APIs says nothing of what it does, or two say the same.
 */
export function joinedRequest(
  apis: readonly Api[],
  random: Random,
  options: RequestOptions = {},
): GeneratedRequest | undefined {
  const tasks = apis.flatMap(api => taskOf(api) ?? []);
  const wanted = new Set(tasks.map(task => `${task.action} ${task.object}`));
  if (tasks.length !== apis.length || wanted.size !== apis.length) return undefined;
  for (let round = 0; round < tries; round++) {
    const worded = apis.map((api, i) => {
      const task = tasks[i];
      return task === undefined ? undefined : wishFor(api, task, random, { ...options, maxArguments: 2 });
    });
    const parts = worded.flatMap(part => part ?? []);
    const { style, join } = random.pick(ways);
    const values = parts.flatMap(part => part.stated.map(argument => argument.said));
    const written = join(
      parts.map(part => part.wish.command),
      random,
    );
    const text = style === 'spoken' ? inLowerCase(written, values) : written;
    if (text.length > maxLength || apis.some(api => givesAway(text, api))) continue;
    const request = roughen(text, values, options.roughness ?? { typos: 0.08, wrongCase: 0.05 }, random);
    const calls = apis.map((api, i) => callOf(api, parts[i]?.stated ?? []));
    return { request, apiIds: apis.map(api => api.id), style, calls };
  }
  return undefined;
}

interface Way {
  readonly style: Style;
  readonly join: (commands: readonly string[], random: Random) => string;
}

/** `a, b and c` with a comma before the last where there are three. */
function inOneSentence(commands: readonly string[], last: string): string {
  const head = commands.slice(0, -1).join(', ');
  return `${head}${commands.length > 2 ? ',' : ''} ${last} ${commands.at(-1)}`;
}

const ways: readonly Way[] = [
  { style: 'plain', join: commands => `${capitalised(inOneSentence(commands, 'and'))}.` },
  { style: 'plain', join: commands => `${capitalised(inOneSentence(commands, 'and then'))}.` },
  { style: 'plain', join: commands => commands.map(command => `${capitalised(command)}.`).join(' ') },
  { style: 'plain', join: (commands, random) => inSteps(commands, random) },
  { style: 'polite', join: commands => `Could you ${inOneSentence(commands, 'and')}?` },
  { style: 'polite', join: commands => `Can you please ${inOneSentence(commands, 'and also')}?` },
  {
    style: 'polite',
    join: ([first = '', ...others]) =>
      `I need to ${firstPerson(first)}. ${others.map(other => `Could you also ${other}?`).join(' ')}`,
  },
  {
    style: 'polite',
    join: ([first = '', ...others], random) =>
      `I'd like to ${firstPerson(first)}. ${others.map(other => `${random.pick(more)}, please ${other}.`).join(' ')}`,
  },
  { style: 'terse', join: commands => commands.join('; ') },
  { style: 'terse', join: commands => commands.map((command, i) => `${i + 1}. ${command}`).join('\n') },
  { style: 'spoken', join: commands => `hey, ${inOneSentence(commands, 'and then')} thanks` },
  { style: 'spoken', join: commands => `ok so ${commands.join(', also ')}` },
  {
    style: 'chatty',
    join: (commands, random) =>
      `${random.pick(beginnings)} ${inSteps(commands, random)} ${random.pick(endings)}`.trim(),
  },
  {
    style: 'chatty',
    join: (commands, random) =>
      `${random.pick(beginnings)} Could you ${inOneSentence(commands, 'and')}? ${random.pick(endings)}`.trim(),
  },
];

const more: readonly string[] = ['Additionally', 'Also', 'Besides', 'In addition', 'Furthermore', 'After that'];
const beginnings: readonly string[] = [
  'I have a few things to get done today.',
  "I'm preparing for a meeting tomorrow.",
  'My colleague is away and I have to take over.',
  "We're setting something up for a client.",
  "I'm catching up after my holidays.",
  'There are some things I need help with.',
];
const endings: readonly string[] = ['', '', 'Thanks!', 'Thank you so much.', "That's all for now."];

function inSteps([first = '', ...others]: readonly string[], random: Random): string {
  const middle = others
    .slice(0, -1)
    .map(command => `${random.pick(['Then', 'Next,', 'After that,', 'Also,'])} ${command}.`);
  const last = `${random.pick(['Finally,', 'After that,', 'Then', 'Lastly,', 'Also'])} ${others.at(-1) ?? ''}.`;
  return [`${random.pick(['First, ', 'Please ', ''])}${first}.`, ...middle, last].map(capitalised).join(' ');
}
