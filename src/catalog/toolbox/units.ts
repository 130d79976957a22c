import type { FunctionDefinition } from '../functions/function-definition.js';
import { parameters } from './parameters.js';
import { readFunctions } from './read-functions.js';

export const description = 'Units of measurement: convert between them, add quantities in different units, list them.';

const unit = {
  type: 'string',
  minLength: 1,
  maxLength: 40,
  examples: ['miles', 'km', 'cups', 'fahrenheit', 'lb', 'GiB'],
};

export const functions: readonly FunctionDefinition[] = readFunctions([
  {
    name: 'convert_units',
    description:
      'Converts a measurement to another unit: length, distance, weight, mass, volume, cooking cups, temperature, area, speed, pressure, energy, power, time, data size.',
    parameters: parameters({
      value: { type: 'number', description: 'How many of the unit to convert from.' },
      from: { ...unit, description: 'Unit of the value.' },
      to: { ...unit, description: 'Unit wanted.' },
    }),
    examples: [
      {
        request: 'How many kilometres is 26.2 miles?',
        arguments: { value: 26.2, from: 'miles', to: 'km' },
        returns: { value: 42.1648128, unit: 'kilometre' },
      },
      {
        request: 'convert 350 fahrenheit to celsius for my oven',
        arguments: { value: 350, from: 'fahrenheit', to: 'celsius' },
        returns: { value: 176.666666666667, unit: 'celsius' },
      },
      { arguments: { value: 3, from: 'ft', to: 'in' }, returns: { value: 36, unit: 'inch' } },
      {
        arguments: { value: 100, from: 'km/h', to: 'mph' },
        returns: { value: 62.1371192237334, unit: 'mile_per_hour' },
      },
    ],
    run: async ({ value, from, to }: { value: number; from: string; to: string }) => {
      const { convertUnits, unitNamed } = await import('./units/units.js');
      const target = unitNamed(to);
      return { value: rounded(convertUnits(value, unitNamed(from), target)), unit: target.name };
    },
  },
  {
    name: 'add_quantities',
    description: 'Adds measurements given in different units, such as feet and inches and metres, into one total.',
    parameters: parameters({
      quantities: {
        type: 'array',
        minItems: 1,
        maxItems: 100,
        description: 'The measurements to add; a negative value is taken away.',
        items: parameters({
          value: { type: 'number', description: 'How many.' },
          unit: { ...unit, description: 'Of which unit.' },
        }),
      },
      unit: { ...unit, description: 'Unit of the total.' },
    }),
    examples: [
      {
        request: 'I am 5 foot 11 inches, how tall is that in centimetres?',
        arguments: {
          quantities: [
            { value: 5, unit: 'foot' },
            { value: 11, unit: 'inches' },
          ],
          unit: 'cm',
        },
        returns: { value: 180.34, unit: 'centimetre' },
      },
    ],
    run: async ({ quantities, unit: wanted }: { quantities: { value: number; unit: string }[]; unit: string }) => {
      const { convertUnits, unitNamed } = await import('./units/units.js');
      const { Decimal } = await import('decimal.js');
      const target = unitNamed(wanted);
      if (target.quantity === 'temperature') throw new Error('temperatures cannot be added');
      const parts = quantities.map(({ value, unit: name }) => convertUnits(value, unitNamed(name), target));
      return { value: rounded(parts.reduce((a, b) => a.plus(b), new Decimal(0))), unit: target.name };
    },
  },
  {
    name: 'list_units',
    description: 'Lists the units of measurement that can be converted, for one kind of quantity.',
    parameters: parameters({
      quantity: {
        type: 'string',
        enum: [
          'length',
          'mass',
          'time',
          'area',
          'volume',
          'speed',
          'pressure',
          'energy',
          'power',
          'force',
          'angle',
          'data',
          'frequency',
          'fuel_economy',
          'temperature',
        ],
        description: 'What the units measure.',
      },
    }),
    examples: [
      {
        request: 'Which temperature units do you know?',
        arguments: { quantity: 'temperature' },
        returns: ['kelvin', 'celsius', 'fahrenheit', 'rankine'],
      },
    ],
    run: async ({ quantity }: { quantity: string }) => {
      const { unitNames } = await import('./units/units.js');
      return unitNames[quantity] ?? [];
    },
  },
]);

/** Fifteen significant digits: as many as a JSON number keeps of any decimal. */
function rounded(value: { toSignificantDigits(digits: number): { toNumber(): number } }): number {
  const number = value.toSignificantDigits(15).toNumber();
  if (!Number.isFinite(number)) throw new Error('the result is too large to be written');
  return number;
}
