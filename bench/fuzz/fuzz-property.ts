import fc from 'fast-check';

/** A law, and a way to look for cases that break it. */
export interface FuzzProperty {
  readonly name: string;
  /** The law in words. */
  readonly law: string;
  /** Rejects with the smallest case found that breaks the law. The same cases for the same seed. */
  run(options: FuzzOptions): Promise<FuzzFigures>;
}

export interface FuzzOptions {
  readonly cases: number;
  readonly seed: number;
}

export interface FuzzFigures {
  readonly cases: number;
  readonly seconds: number;
  readonly slowestMs: number;
  /** What the cases were, counted, so that it can be seen that they were no empty ones. */
  readonly counts: Readonly<Record<string, number>>;
}

/** A case that takes longer is held to hang. */
const maxCaseMs = 20_000;

export interface LawOptions<Case> {
  readonly name: string;
  readonly law: string;
  readonly arbitrary: () => fc.Arbitrary<Case> | Promise<fc.Arbitrary<Case>>;
  /** Throws when the case breaks the law; `count` counts what a case was. */
  readonly check: (given: Case, count: (what: string, by?: number) => void) => void | Promise<void>;
}

export function fuzzProperty<Case>({ name, law, arbitrary, check }: LawOptions<Case>): FuzzProperty {
  return {
    name,
    law,
    async run({ cases, seed }) {
      const counts: Record<string, number> = {};
      const count = (what: string, by = 1) => {
        counts[what] = (counts[what] ?? 0) + by;
      };
      let slowestMs = 0;
      const startedMs = performance.now();
      const property = fc.asyncProperty(await arbitrary(), async given => {
        const caseStartedMs = performance.now();
        await check(given, count);
        const tookMs = performance.now() - caseStartedMs;
        slowestMs = Math.max(slowestMs, tookMs);
        if (tookMs > maxCaseMs) throw new Error(`the case took ${Math.round(tookMs)} ms`);
      });
      await fc.assert(property, { numRuns: cases, seed, endOnFailure: false });
      return { cases, seconds: (performance.now() - startedMs) / 1_000, slowestMs, counts };
    },
  };
}

/** Throws with these words unless the condition holds. */
export function expectThat(condition: boolean, problem: () => string): asserts condition {
  if (!condition) throw new Error(problem());
}
