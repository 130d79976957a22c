import type { Random } from '../../base/index.js';

/** What is known of an API when requests are planned: enough to choose by, little enough to hold for all. */
export interface ApiPlace {
  readonly id: string;
  readonly provider: string;
  readonly tool: string;
  readonly category: string;
}

/** Where the APIs of a request of several wishes come from, as in ToolBench's I1, I2 and I3. */
export type Reach = 'one-tool' | 'one-category' | 'mixed';

/** Chooses APIs so that a provider with ten thousand of them is not all there is. */
export interface ApiGroups {
  one(random: Random): string;
  /** Two or three ids; `undefined` when the collection has no such group. */
  several(reach: Reach, random: Random): string[] | undefined;
}

/** A provider is chosen with a weight of the root of how many APIs it has, then a tool alike, then one of its APIs. */
export function apiGroups(places: readonly ApiPlace[]): ApiGroups {
  const byTool = groupedBy(places, place => `${place.provider}\n${place.tool}`);
  const byCategory = groupedBy(places, place => place.category);
  const tools = weighted([...byTool.values()]);
  const wideTools = weighted([...byTool.values()].filter(group => group.length > 1));
  const wideCategories = weighted([...byCategory.values()].filter(group => new Set(group.map(toolOf)).size > 1));

  return {
    one: random => random.pick(tools(random) ?? places).id,
    several(reach, random) {
      const count = 2 + random.integer(2);
      if (reach === 'mixed')
        return distinct(
          Array.from({ length: count * 2 }, () => tools(random)),
          count,
          place => `${place.category}\n${toolOf(place)}`,
          random,
        );
      const group = reach === 'one-tool' ? wideTools(random) : wideCategories(random);
      if (group === undefined) return undefined;
      return distinct(
        Array.from({ length: count * 4 }, () => group),
        count,
        reach === 'one-tool' ? place => place.id : toolOf,
        random,
      );
    },
  };
}

function toolOf({ provider, tool }: ApiPlace): string {
  return `${provider}\n${tool}`;
}

function groupedBy(places: readonly ApiPlace[], keyOf: (place: ApiPlace) => string): Map<string, ApiPlace[]> {
  const groups = new Map<string, ApiPlace[]>();
  for (const place of places) {
    const key = keyOf(place);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [place]);
    else group.push(place);
  }
  return groups;
}

/** Draws a group with a weight of the root of its size. */
function weighted(groups: readonly ApiPlace[][]): (random: Random) => readonly ApiPlace[] | undefined {
  const edges: number[] = [];
  let sum = 0;
  for (const group of groups) {
    sum += Math.sqrt(group.length);
    edges.push(sum);
  }
  return random => {
    const at = random.next() * sum;
    let low = 0;
    let high = edges.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((edges[middle] ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    return groups[low];
  };
}

/** One API of each group drawn, until there are `count` that differ in `keyOf`; `undefined` when there are not two. */
function distinct(
  groups: readonly (readonly ApiPlace[] | undefined)[],
  count: number,
  keyOf: (place: ApiPlace) => string,
  random: Random,
): string[] | undefined {
  const chosen = new Map<string, string>();
  for (const group of groups) {
    if (chosen.size === count || group === undefined) break;
    const place = random.pick(group);
    const key = keyOf(place);
    if (!chosen.has(key)) chosen.set(key, place.id);
  }
  return chosen.size < 2 ? undefined : [...chosen.values()];
}
