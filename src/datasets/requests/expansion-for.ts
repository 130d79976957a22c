import type { Api } from '../../catalog/index.js';
import { plural, singular } from './inflect.js';
import { type Task, taskOf } from './task-of.js';
import { actions } from './words/actions.js';
import { synonyms } from './words/synonyms.js';

const maxTexts = 5;
const maxLength = 160;

/**
 * Up to five short requests for an API, to be indexed with it: other words that people use for what its description
 * says. The same for the same API always; none where it says nothing. Values and politeness are left out, since they
 * would match any request; so are verbs of looking, when nothing else in a text would be new.
 */
export function expansionFor(api: Api): readonly string[] {
  const task = taskOf(api);
  if (task === undefined) return [];
  const object = task.object.replace(articles, '');
  const words = (task.owner === undefined ? object : `${object} ${task.owner}`).split(' ');
  const isLook = task.action === 'get' || task.action === 'list' || task.action === 'search';
  const place = placeOf(api.id);
  const said = new Set<string>();
  const texts: string[] = [];
  for (let turn = 0; turn < maxTexts; turn++) {
    const other = words.map(word => otherWord(word, turn)).join(' ');
    if (said.has(other) && (isLook || turn > 2)) continue;
    said.add(other);
    texts.push(commandFor(task, other, place + turn).slice(0, maxLength));
  }
  return texts;
}

const articles = /\b(?:the|an?|all|any|some|your|my|its|their)\s(?=\p{L})/giu;

function commandFor({ action, verb }: Task, object: string, turn: number): string {
  const commands = action === 'other' ? [] : actions[action].commands;
  const command = commands[turn % Math.max(1, commands.length)];
  return command === undefined ? `${verb} ${object}` : command.replace(/\{[ob]\}/, () => object);
}

/** The word itself at the first turn, then one synonym after another. */
function otherWord(word: string, turn: number): string {
  if (turn === 0) return word;
  const lower = word.toLowerCase();
  const one = singular(lower);
  const others = synonyms.get(lower) ?? synonyms.get(one);
  const other = others?.[(turn - 1) % others.length];
  if (other === undefined) return word;
  return one === lower || synonyms.has(lower) ? other : plural(other);
}

/** Which of the phrasings an API begins with, so that not all begin with the same (FNV-1a). */
function placeOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  return hash >>> 8;
}
