/** Details as one says them one after the other: `with age 70`, `with income 99` → `with age 70 and income 99`. */
export function joinDetails(details: readonly string[]): string[] {
  const joined: string[][] = [];
  for (const detail of details) {
    const last = joined.at(-1);
    if (last?.[0]?.startsWith('with ') && detail.startsWith('with ')) last.push(detail.slice('with '.length));
    else joined.push([detail]);
  }
  return joined.map(parts => [parts.slice(0, -1).join(', '), parts.at(-1)].filter(part => part !== '').join(' and '));
}
