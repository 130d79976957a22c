import type { JsonObject } from '../../../base/index.js';
import { elementBySymbol } from './elements.js';

const maxAtoms = 1_000_000;

/**
 * How many atoms of each element a formula has, in order of first appearance. Reads nested brackets, counts, and parts
 * joined by a dot (`CuSO4·5H2O`); a charge such as `2+` after `^` is ignored.
 */
export function atomsOf(formula: string): ReadonlyMap<string, number> {
  const total = new Map<string, number>();
  for (const part of formula.replace(/\^[0-9]*[+-]/, '').split(/[·•.*]/)) {
    const [, factor = '', rest = ''] = /^\s*(\d*)(.*?)\s*$/.exec(part) ?? [];
    add(total, groupAtoms(rest, formula), countOf(factor));
  }
  for (const count of total.values()) if (count > maxAtoms) throw new Error('the formula has too many atoms');
  return total;
}

function groupAtoms(text: string, formula: string): Map<string, number> {
  const stack = [new Map<string, number>()];
  const token = /([A-Z][a-z]?)(\d*)|([([])|([)\]])(\d*)/y;
  while (token.lastIndex < text.length) {
    const at = token.lastIndex;
    const [, symbol, count = '', open, close, factor = ''] = token.exec(text) ?? [];
    const inner = stack.at(-1) ?? new Map<string, number>();
    if (symbol !== undefined) {
      if (!elementBySymbol.has(symbol)) throw new Error(`"${symbol}" in ${formula} is not an element`);
      add(inner, new Map([[symbol, 1]]), countOf(count));
    } else if (open !== undefined) {
      stack.push(new Map());
    } else if (close !== undefined && stack.length > 1) {
      stack.pop();
      add(stack.at(-1) ?? inner, inner, countOf(factor));
    } else {
      throw new Error(`cannot read ${formula} at "${text.slice(at)}"`);
    }
  }
  if (stack.length > 1 || text === '') throw new Error(`cannot read the formula ${formula}`);
  return stack[0] ?? new Map<string, number>();
}

function add(to: Map<string, number>, atoms: ReadonlyMap<string, number>, times: number): void {
  for (const [symbol, count] of atoms) to.set(symbol, (to.get(symbol) ?? 0) + count * times);
}

function countOf(digits: string): number {
  const count = digits === '' ? 1 : Number(digits);
  if (count > maxAtoms) throw new Error('the formula has too many atoms');
  return count;
}

/** Grams a mole to three decimals, and each element's share of the mass in percent to two. */
export function molarMass(formula: string): JsonObject {
  const atoms = [...atomsOf(formula)].map(([symbol, count]) => ({
    symbol,
    count,
    mass: count * (elementBySymbol.get(symbol)?.atomic_mass ?? 0),
  }));
  const total = atoms.reduce((sum, { mass }) => sum + mass, 0);
  return {
    grams_per_mole: Math.round(total * 1000) / 1000,
    elements: atoms.map(({ symbol, count, mass }) => ({
      symbol,
      count,
      mass_percent: Math.round((mass / total) * 10_000) / 100,
    })),
  };
}
