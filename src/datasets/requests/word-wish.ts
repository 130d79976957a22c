import type { Random } from '../../base/index.js';
import type { Task } from './task-of.js';
import type { SaidObject } from './vary-object.js';
import { actions } from './words/actions.js';

/** A wish as a command (`show me the open invoices`) and, where one asks so, as a question (`what are the open invoices`). */
export interface Wish {
  readonly command: string;
  readonly question?: string;
  /** The object with its determiner, as in `I need …`; only where having it is the wish. */
  readonly thing?: string;
}

/** No capitals at the start and no stop at the end; `details` (`in Oslo`) follow the object. */
export function wordWish(task: Task, object: SaidObject, details: readonly string[], random: Random): Wish {
  const tail = details.map(detail => ` ${detail}`).join('');
  if (task.action === 'other' || actions[task.action].commands.length === 0) {
    return { command: `${task.verb} ${object.determined}${tail}` };
  }
  const { commands, questions } = actions[task.action];
  const ownVerb = random.next() < 0.2 && task.action !== 'get' && task.action !== 'list';
  const fill = (template: string) =>
    `${template
      .replace('{is}', object.isMany ? 'are' : 'is')
      .replace('{o}', object.determined)
      .replace('{b}', object.bare)}${tail}`;
  const wanted = task.action === 'get' || task.action === 'list' || task.action === 'search';
  return {
    command: ownVerb ? `${task.verb} ${object.determined}${tail}` : fill(random.pick(commands)),
    question: fill(random.pick(questions)),
    ...(wanted ? { thing: `${object.determined}${tail}` } : {}),
  };
}
