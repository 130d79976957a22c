import { createHash } from 'node:crypto';
import { type Api, standardIdentifier, standardName } from '../../../catalog/index.js';

const longest = 64;
const digits = 6;

/**
 * The names of functions as ToolBench makes them, `<api>_for_<tool>`, distinct among these APIs. ToolBench keeps the last 64
 * characters of each and gives several APIs one name; where that would happen each of them is called by the beginning of
 * its whole name and six digits made from where it is found, which depend on nothing else.
 *
 * @returns id → name, in the order of the APIs.
 */
export function functionNames(apis: readonly Api[]): ReadonlyMap<string, string> {
  const wanted = new Map(apis.map(api => [api.id, publishedName(api)]));
  const count = new Map<string, number>();
  for (const name of wanted.values()) count.set(name, (count.get(name) ?? 0) + 1);
  const byId = new Map(apis.map(api => [api.id, api]));
  return new Map(
    [...wanted].map(([id, name]) => {
      const api = byId.get(id);
      return [id, api === undefined || count.get(name) === 1 ? name : distinctName(api)];
    }),
  );
}

/** As ToolBench has it: models that were trained on it know APIs by these names. */
export function publishedName(api: Api): string {
  return wholeName(api).slice(-longest);
}

function wholeName({ title, tool }: Api): string {
  return `${standardIdentifier(title)}_for_${standardName(tool)}`.replaceAll('^', '_');
}

function distinctName(api: Api): string {
  const place = `${api.category}\n${api.tool}\n${api.title}\n${api.id}`;
  const hash = createHash('sha256').update(place).digest('hex').slice(0, digits);
  return `${wholeName(api).slice(0, longest - digits - 1)}_${hash}`;
}
