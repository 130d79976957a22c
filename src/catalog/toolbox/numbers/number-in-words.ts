const units = (
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen ' +
  'eighteen nineteen'
).split(' ');
const tens = 'zero ten twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const scales = ['', 'thousand', 'million', 'billion', 'trillion'];

/** British wording: `and` before what follows the last hundred or thousand. Up to 999 trillion either side of zero. */
export function numberInWords(number: number): string {
  if (number < 0) return `minus ${numberInWords(-number)}`;
  if (number === 0) return 'zero';
  const groups: string[] = [];
  for (let rest = number, scale = 0; rest > 0; rest = Math.floor(rest / 1000), scale += 1) {
    const group = rest % 1000;
    if (group === 0) continue;
    const needsAnd = scale === 0 && group < 100 && number >= 1000;
    groups.unshift(`${needsAnd ? 'and ' : ''}${belowThousand(group)} ${scales[scale]}`.trim());
  }
  return groups.join(' ');
}

function belowThousand(number: number): string {
  const hundreds = Math.floor(number / 100);
  const rest = number % 100;
  const parts = [];
  if (hundreds > 0) parts.push(`${units[hundreds]} hundred`);
  if (rest > 0) parts.push(belowHundred(rest));
  return parts.join(' and ');
}

function belowHundred(number: number): string {
  if (number < 20) return units[number] ?? '';
  const ones = number % 10;
  return ones === 0 ? (tens[number / 10] ?? '') : `${tens[Math.floor(number / 10)]}-${units[ones]}`;
}
