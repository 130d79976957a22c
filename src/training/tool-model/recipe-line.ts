/** A step of a training run, as the recipe says it. */
export interface RecipeStep {
  readonly step: number;
  /** Of the whole run, 0 to 100. */
  readonly percent: number;
  readonly loss: number;
  readonly tokensPerSecond: number;
  /** Missing at the very start. */
  readonly minutesLeft?: number;
}

const pattern =
  /^step (\d+) {2}([\d.]+) % {2}loss ([\d.]+|nan) .* {2}(\d+) tokens\/s {2}\d+ examples {2}(\d+|nan) min left$/;

/** `undefined` for lines that say anything else. */
export function recipeStep(line: string): RecipeStep | undefined {
  const [, step, percent, loss, speed, left] = pattern.exec(line) ?? [];
  if (step === undefined) return undefined;
  return {
    step: Number(step),
    percent: Number(percent),
    loss: Number(loss),
    tokensPerSecond: Number(speed),
    ...(left === 'nan' ? {} : { minutesLeft: Number(left) }),
  };
}
