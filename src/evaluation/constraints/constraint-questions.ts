import { seededRandom } from '../../base/index.js';
import { type Api, type ApiFacts, factsOf, metrics } from '../../catalog/index.js';
import { type Bound, checkConstraint, quantityText } from '../../retrieval/index.js';

/** A request with bounds that some APIs for it meet and others do not. */
export interface ConstraintQuestion {
  readonly text: string;
  /** The request without its bounds. */
  readonly task: string;
  readonly bounds: readonly Bound[];
  /** Ids of the APIs of the same tool and category that meet all bounds, and of those that violate one. */
  readonly satisfying: ReadonlySet<string>;
  readonly violating: ReadonlySet<string>;
}

/** A fact that two APIs or more of a group give a number for. */
interface Measured {
  readonly of: string;
  readonly dataset?: string;
  readonly values: readonly number[];
}

interface Group {
  readonly apis: readonly Api[];
  readonly measured: readonly Measured[];
}

/** Tries for a question before it is given up: bounds that everything meets are no question. */
const tries = 20;

/**
 * Draws questions from the numbers that documents give: a category of a tool, its task in the words of one API that meets the
 * bounds, and one or two bounds halfway between values that occur. The same seed draws the same questions.
 */
export function constraintQuestions(
  apis: readonly Api[],
  { count, seed }: { readonly count: number; readonly seed: number },
): readonly ConstraintQuestion[] {
  const random = seededRandom(`constraints ${seed}`);
  const groups = groupsOf(apis);
  const questions = new Map<string, ConstraintQuestion>();
  if (groups.length === 0) return [];
  for (let left = count * tries; left > 0 && questions.size < count; left--) {
    const group = random.pick(groups);
    const chosen = random.shuffle(group.measured).slice(0, random.next() < 0.3 ? 2 : 1);
    const bounds = chosen.map(measured => boundBetween(measured, random.next()));
    const verdicts = group.apis.map(api => ({ api, statuses: bounds.map(each => checkConstraint(api, each).status) }));
    const satisfying = verdicts.filter(({ statuses }) => statuses.every(status => status === 'satisfied'));
    const violating = verdicts.filter(({ statuses }) => statuses.includes('violated'));
    if (satisfying.length === 0 || violating.length === 0) continue;
    const task = taskOf(random.pick(satisfying).api);
    const text = `${task}, with ${bounds.map(boundWords).join(' and ')}`;
    const ids = (some: typeof verdicts) => new Set(some.map(({ api }) => api.id));
    questions.set(text, { text, task, bounds, satisfying: ids(satisfying), violating: ids(violating) });
  }
  return [...questions.values()];
}

function groupsOf(apis: readonly Api[]): readonly Group[] {
  const byGroup = new Map<string, Api[]>();
  for (const api of apis) {
    const key = JSON.stringify([api.tool, api.category]);
    const group = byGroup.get(key);
    if (group === undefined) byGroup.set(key, [api]);
    else group.push(api);
  }
  return [...byGroup.values()]
    .map(group => ({ apis: group, measured: measuredIn(group.map(api => factsOf(api))) }))
    .filter(({ measured }) => measured.length > 0);
}

function measuredIn(all: readonly ApiFacts[]): readonly Measured[] {
  const found = new Map<string, { readonly of: string; readonly dataset?: string; readonly values: Set<number> }>();
  const add = (of: string, value: number, dataset?: string) => {
    const key = JSON.stringify([of, dataset]);
    const known = found.get(key) ?? { of, ...(dataset === undefined ? {} : { dataset }), values: new Set<number>() };
    found.set(key, known);
    known.values.add(value);
  };
  for (const { parameters, figures } of all) {
    if (parameters !== undefined) add('params', parameters.value);
    for (const { metric, value, dataset } of figures) {
      add(metric, value);
      if (dataset !== undefined && plainName.test(dataset)) add(metric, value, dataset);
    }
  }
  return [...found.values()]
    .filter(({ values }) => values.size > 1)
    .map(({ values, ...rest }) => ({ ...rest, values: [...values].sort((a, b) => a - b) }));
}

/** Names that people would say. */
const plainName = /^[A-Z][\w-]{2,20}(?: [A-Z0-9][\w-]{0,20})?$/;

function boundBetween({ of, dataset, values }: Measured, share: number): Bound {
  const i = Math.min(values.length - 2, Math.floor(share * (values.length - 1)));
  const value = Number((((values[i] ?? 0) + (values[i + 1] ?? 0)) / 2).toPrecision(3));
  const isSmall = of === 'params' || metrics.find(({ name }) => name === of)?.better === 'lower';
  return { kind: 'bound', of, comparison: isSmall ? '<' : '>=', value, ...(dataset === undefined ? {} : { dataset }) };
}

function boundWords({ of, comparison, value, dataset }: Bound): string {
  if (of === 'params') return `under ${quantityText(of, value)} parameters`;
  const words = comparison === '<' ? 'below' : 'of at least';
  return `${of.replaceAll('-', of.startsWith('top') ? '-' : ' ')} ${words} ${quantityText(of, value)}${dataset === undefined ? '' : ` on ${dataset}`}`;
}

/** Category and what the API is for, without its name. */
function taskOf({ category, title, description }: Api): string {
  const names = new Set(title.toLowerCase().split(/[^a-z0-9]+/));
  const words = (/^[^.!?\n]*/.exec(description)?.[0] ?? '').split(/\s+/).slice(0, 14);
  const kept = words.filter(word => !names.has(word.toLowerCase().replace(/[^a-z0-9]/g, '')));
  return `${category}: ${kept.join(' ').replace(/[\s,;:]+$/, '')}`;
}
