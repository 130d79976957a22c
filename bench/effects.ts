// What calls of the corpus do to the world: counts by effect, by kind of proof that a call can be undone and by provider;
// and how often the effect is right, of operations drawn at random and read by hand (effects-read.jsonl).
// npm run bench -- effects [--corpus <package.tgz>] [--json] [--list: print the operations to read, as JSON lines]
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Api, type Effect, readJsonl, seededRandom } from '../src/index.js';
import { corpusDocuments, corpusOptions } from './corpus.js';
import { type Figure, report } from './machine.js';

/** Operations drawn for reading: of all, and of those that are wrong at the highest price. */
const draws = { all: 200, 'reading POST': 60, reversible: 60 } as const;
type Draw = keyof typeof draws;

interface Operation {
  readonly id: string;
  readonly said: string;
  readonly effect: Effect;
  readonly proof?: string;
  readonly undo?: string;
}

interface Verdict {
  readonly id: string;
  readonly draw: Draw;
  readonly given: Effect;
  readonly right: Effect;
  readonly note?: string;
}

const severity: Readonly<Record<Effect, number>> = { read: 0, reversible: 1, irreversible: 2 };
const readByHand = fileURLToPath(new URL('effects-read.jsonl', import.meta.url));
const list = process.argv.includes('--list');
process.argv = process.argv.filter(word => word !== '--list');
const started = performance.now();
const { path, each } = await corpusOptions();
const operations: Operation[] = [];
const byProvider = new Map<string, Record<Effect, number>>();
for await (const { apis } of corpusDocuments(path, each)) {
  for (const api of apis) {
    operations.push(operationOf(api));
    const counts = byProvider.get(api.provider) ?? { read: 0, reversible: 0, irreversible: 0 };
    counts[api.effect] += 1;
    byProvider.set(api.provider, counts);
  }
}

if (list) for (const row of drawn()) console.log(JSON.stringify(row));
else report('effects', [...countFigures(), ...(existsSync(readByHand) ? await readFigures() : [])]);

function operationOf(api: Api): Operation {
  const proof = proofOf(api);
  return {
    id: api.id,
    said: `${api.title}: ${api.description.split('\n', 1)[0]?.slice(0, 200) ?? ''}`,
    effect: api.effect,
    ...(proof === undefined ? {} : { proof }),
    ...(api.undo === undefined ? {} : { undo: api.undo.description }),
  };
}

/** How it is known that a call can be undone. */
function proofOf({ id, collection, undo }: Api): string | undefined {
  const call = undo?.call;
  if (call === undefined) return undefined;
  if (`${collection}/${call.api}` === id) {
    return call.absent === undefined
      ? 'the same call puts back what was read before'
      : 'the same, or DELETE of what was not there';
  }
  if (call.before?.finds === 'nothing') return 'DELETE of what was not there before';
  const created = Object.values(call.arguments).some(({ from }) => from === 'reply');
  if (created) return 'DELETE by the id in the reply';
  return call.api.startsWith('DELETE') && id.includes('/POST ')
    ? 'DELETE by the id that was given'
    : 'the opposite verb';
}

/** Drawn with fixed seeds from the operations in the order of their ids, so that every run draws the same. */
function drawn(): readonly (Operation & { readonly draw: Draw })[] {
  const inOrder = operations.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const pools: Readonly<Record<Draw, readonly Operation[]>> = {
    all: inOrder,
    'reading POST': inOrder.filter(({ id, effect }) => effect === 'read' && id.includes('/POST ')),
    reversible: inOrder.filter(({ effect }) => effect === 'reversible'),
  };
  return (Object.keys(draws) as Draw[]).flatMap((draw, i) =>
    seededRandom(i + 1)
      .shuffle(pools[draw])
      .slice(0, draws[draw])
      .map(operation => ({ draw, ...operation })),
  );
}

function countFigures(): Figure[] {
  const count = (what: string, value: number): Figure => ({ what, value, unit: '' });
  const ofEffect = (effect: Effect) => operations.filter(operation => operation.effect === effect).length;
  const proofs = new Map<string, number>();
  for (const { proof } of operations) if (proof !== undefined) proofs.set(proof, (proofs.get(proof) ?? 0) + 1);
  const largest = [...byProvider].toSorted(([, a], [, b]) => total(b) - total(a)).slice(0, 12);
  return [
    count('operations', operations.length),
    ...(['read', 'reversible', 'irreversible'] as const).map(effect => count(effect, ofEffect(effect))),
    ...[...proofs].toSorted(([, a], [, b]) => b - a).map(([proof, n]) => count(`reversible: ${proof}`, n)),
    ...largest.map(([name, { read, reversible, irreversible }]) =>
      count(
        `${name}: ${read} read, ${reversible} reversible, ${irreversible} not; all`,
        read + reversible + irreversible,
      ),
    ),
    { what: 'time', value: (performance.now() - started) / 1_000, unit: 's' },
  ];
}

function total(counts: Record<Effect, number>): number {
  return counts.read + counts.reversible + counts.irreversible;
}

/** How often those who read found the effect wrong: too harmless, which is dangerous, or too grave, which only asks. */
async function readFigures(): Promise<Figure[]> {
  const now = new Map(operations.map(({ id, effect }) => [id, effect]));
  const verdicts: Verdict[] = [];
  for await (const { value } of readJsonl(readByHand)) verdicts.push(value as unknown as Verdict);
  return (Object.keys(draws) as Draw[]).flatMap(draw => {
    const read = verdicts.filter(verdict => verdict.draw === draw && now.has(verdict.id));
    const share = (is: (given: Effect, right: Effect) => boolean) =>
      (100 * read.filter(({ id, right }) => is(now.get(id) as Effect, right)).length) / Math.max(1, read.length);
    const percent = (what: string, value: number): Figure => ({
      what: `read by hand, ${draw} (${read.length}): ${what}`,
      value,
      unit: '%',
    });
    return [
      percent(
        'a change taken for a read',
        share((given, right) => given === 'read' && right !== 'read'),
      ),
      percent(
        'taken for reversible and is not',
        share((given, right) => given === 'reversible' && right === 'irreversible'),
      ),
      percent(
        'too grave',
        share((given, right) => severity[given] > severity[right]),
      ),
    ];
  });
}
