import { atomsOf } from './formula.js';

const maxMolecules = 20;

/**
 * The equation with the smallest whole coefficients that keep every element, coefficients of one left out. Throws when
 * there are none, or when they are not determined because several reactions are mixed.
 *
 * Example: H2 + O2 = H2O → 2 H2 + O2 = 2 H2O.
 */
export function balanceEquation(equation: string): string {
  const sides = equation.split(/<?=+>?|-+>|→/).map(side => side.split('+').map(molecule => molecule.trim()));
  const [left, right] = sides;
  if (left === undefined || right === undefined || sides.length !== 2)
    throw new Error('write the equation as A + B = C + D');
  // Coefficients that are there already are found again, so they are dropped.
  const molecules = [...left, ...right].map(molecule => molecule.replace(/^\d+\s*(?=[A-Z([])/, ''));
  if (molecules.length > maxMolecules)
    throw new Error(`an equation of more than ${maxMolecules} molecules is not balanced`);

  const atoms = molecules.map(atomsOf);
  const symbols = [...new Set(atoms.flatMap(counts => [...counts.keys()]))];
  const rows = symbols.map(symbol =>
    atoms.map((counts, i) => BigInt((counts.get(symbol) ?? 0) * (i < left.length ? 1 : -1))),
  );
  const coefficients = nullVector(rows, molecules.length);
  const written = molecules.map((molecule, i) =>
    coefficients[i] === 1n ? molecule : `${coefficients[i]} ${molecule}`,
  );
  return `${written.slice(0, left.length).join(' + ')} = ${written.slice(left.length).join(' + ')}`;
}

/** The smallest positive whole solution of `rows · x = 0`, by fraction-free Gauss–Jordan elimination. */
function nullVector(rows: bigint[][], size: number): bigint[] {
  const pivots: number[] = [];
  for (let column = 0; column < size; column += 1) {
    const at = rows.findIndex((row, i) => i >= pivots.length && row[column] !== 0n);
    if (at < 0) continue;
    const pivotRow = rows[at] ?? [];
    rows.splice(at, 1);
    rows.splice(pivots.length, 0, pivotRow);
    const pivot = pivotRow[column] ?? 1n;
    for (const [i, row] of rows.entries()) {
      const factor = row[column] ?? 0n;
      if (i === pivots.length || factor === 0n) continue;
      const combined = row.map((value, j) => value * pivot - (pivotRow[j] ?? 0n) * factor);
      const divisor = combined.reduce(commonDivisor, 0n) || 1n;
      rows[i] = combined.map(value => value / divisor);
    }
    pivots.push(column);
  }
  const free = Array.from({ length: size }, (_, column) => column).filter(column => !pivots.includes(column));
  const [only] = free;
  if (only === undefined) throw new Error('the equation cannot be balanced');
  if (free.length > 1) throw new Error('the equation can be balanced in more than one way');

  // Each pivot row reads pivot · x[pivot] + factor · x[free] = 0; x[free] is chosen so that all divide.
  const pivotOf = (i: number) => rows[i]?.[pivots[i] ?? 0] ?? 1n;
  const common = pivots.reduce((multiple, _, i) => leastMultiple(multiple, pivotOf(i)), 1n);
  const solution = Array.from({ length: size }, () => common);
  for (const [i, column] of pivots.entries()) solution[column] = (-(rows[i]?.[only] ?? 0n) * common) / pivotOf(i);
  const divisor = solution.reduce(commonDivisor, 0n);
  const smallest = solution.map(value => value / divisor);
  if (smallest.some(value => value <= 0n)) throw new Error('the equation cannot be balanced');
  return smallest;
}

/** Never negative, and positive when either number is not zero. */
function commonDivisor(a: bigint, b: bigint): bigint {
  if (b === 0n) return a < 0n ? -a : a;
  return commonDivisor(b, a % b);
}

function leastMultiple(a: bigint, b: bigint): bigint {
  const multiple = (a / commonDivisor(a, b)) * b;
  return multiple < 0n ? -multiple : multiple;
}
