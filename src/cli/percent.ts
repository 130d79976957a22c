/** An estimated probability for people: in whole per cent, and never all or nothing. */
export function percent(probability: number): string {
  return `${Math.min(99, Math.max(1, Math.round(probability * 100)))} %`;
}
