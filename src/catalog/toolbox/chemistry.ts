import type { FunctionDefinition } from '../functions/function-definition.js';
import { parameters } from './parameters.js';
import { readFunctions } from './read-functions.js';

export const description = 'Chemistry: elements of the periodic table, molar masses, balancing equations.';

const formula = {
  type: 'string',
  minLength: 1,
  maxLength: 200,
  description: 'The chemical formula; brackets and water of crystallisation are read.',
  examples: ['H2O', 'Ca(OH)2', 'CuSO4·5H2O'],
};

export const functions: readonly FunctionDefinition[] = readFunctions([
  {
    name: 'element_facts',
    description: 'Gives facts about a chemical element: symbol, atomic number, atomic mass, group and period.',
    parameters: parameters({
      element: { type: 'string', minLength: 1, maxLength: 20, description: 'Name, symbol or atomic number.' },
    }),
    examples: [
      {
        request: 'What is the atomic number of gold?',
        arguments: { element: 'gold' },
        returns: { name: 'Gold', symbol: 'Au', atomic_number: 79, atomic_mass: 196.97, group: 11, period: 6 },
      },
      {
        arguments: { element: '58' },
        returns: { name: 'Cerium', symbol: 'Ce', atomic_number: 58, atomic_mass: 140.12, group: null, period: 6 },
      },
    ],
    run: async ({ element }: { element: string }) => ({
      ...(await import('./chemistry/elements.js')).elementFacts(element),
    }),
  },
  {
    name: 'molar_mass',
    description:
      'Calculates the molar mass (molecular weight) of a chemical formula and how much of it each element is.',
    parameters: parameters({ formula }),
    examples: [
      {
        request: 'How heavy is one mole of water?',
        arguments: { formula: 'H2O' },
        returns: {
          grams_per_mole: 18.015,
          elements: [
            { symbol: 'H', count: 2, mass_percent: 11.19 },
            { symbol: 'O', count: 1, mass_percent: 88.81 },
          ],
        },
      },
    ],
    run: async (args: { formula: string }) => (await import('./chemistry/formula.js')).molarMass(args.formula),
  },
  {
    name: 'balance_equation',
    description: 'Balances a chemical equation: finds the smallest whole numbers of each molecule.',
    parameters: parameters({
      equation: {
        type: 'string',
        minLength: 3,
        maxLength: 300,
        description: 'Formulas with + between them and = or -> between the sides.',
        examples: ['H2 + O2 = H2O'],
      },
    }),
    examples: [
      {
        request: 'Balance the burning of propane, C3H8 + O2 -> CO2 + H2O',
        arguments: { equation: 'C3H8 + O2 -> CO2 + H2O' },
        returns: 'C3H8 + 5 O2 = 3 CO2 + 4 H2O',
      },
      {
        arguments: { equation: 'KMnO4 + HCl = KCl + MnCl2 + H2O + Cl2' },
        returns: '2 KMnO4 + 16 HCl = 2 KCl + 2 MnCl2 + 8 H2O + 5 Cl2',
      },
    ],
    run: async ({ equation }: { equation: string }) =>
      (await import('./chemistry/balance.js')).balanceEquation(equation),
  },
]);
