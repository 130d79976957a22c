import { readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';

/** One figure of a benchmark beside what it should be. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** `<= 5`, `>= 0.9`; absent where there is no target. */
  readonly target?: string;
}

/** What the figures were measured on. */
export function machine() {
  const version = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version as string;
  return {
    capuchin: version,
    node: process.versions.node,
    platform: `${process.platform}-${process.arch}`,
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    date: new Date().toISOString().slice(0, 10),
  };
}

/** Prints figures as a table, or with `--json` as one object; `missed` counts those beyond their target. */
export function report(name: string, figures: readonly Figure[]): void {
  const missed = figures.filter(figure => !meets(figure)).length;
  if (process.argv.includes('--json')) {
    console.log(JSON.stringify({ bench: name, machine: machine(), figures, missed }, null, 2));
    return;
  }
  const { cpu, cores, memoryGiB, node, platform } = machine();
  console.log(`${name}: ${cpu}, ${cores} cores, ${memoryGiB} GiB, Node ${node}, ${platform}`);
  for (const figure of figures) {
    const target = figure.target === undefined ? '' : `  (target ${figure.target}${meets(figure) ? '' : ', missed'})`;
    console.log(`  ${figure.what.padEnd(56)} ${round(figure.value).padStart(10)} ${figure.unit}${target}`);
  }
}

function meets({ value, target }: Figure): boolean {
  const [, sign, bound] = /^(<=|>=) ([\d.]+)$/.exec(target ?? '') ?? [];
  if (sign === undefined) return true;
  return sign === '<=' ? value <= Number(bound) : value >= Number(bound);
}

function round(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toPrecision(3);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Median seconds of `runs` calls after one that is not counted. */
export async function secondsOf(runs: number, work: () => unknown): Promise<number> {
  const taken: number[] = [];
  for (let i = 0; i <= runs; i += 1) {
    const started = performance.now();
    await work();
    if (i > 0) taken.push((performance.now() - started) / 1_000);
  }
  return median(taken);
}
