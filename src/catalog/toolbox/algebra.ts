import type { FunctionDefinition } from '../functions/function-definition.js';
import { parameters } from './parameters.js';
import { readFunctions } from './read-functions.js';

export const description = 'Algebra: systems of linear equations, matrices, quadratic equations.';

const matrix = {
  type: 'array',
  minItems: 1,
  maxItems: 50,
  items: {
    type: 'array',
    minItems: 1,
    maxItems: 50,
    items: { type: 'number', minimum: -1e100, maximum: 1e100 },
  },
  examples: [
    [
      [2, 1],
      [1, 3],
    ],
  ],
};

export const functions: readonly FunctionDefinition[] = readFunctions([
  {
    name: 'solve_linear_equations',
    description: 'Solves a system of linear equations, such as 2x + y = 5 and x + 3y = 10, for its unknowns.',
    parameters: parameters({
      coefficients: { ...matrix, description: 'One row for each equation: the factors of the unknowns.' },
      constants: {
        type: 'array',
        minItems: 1,
        maxItems: 50,
        items: { type: 'number' },
        description: 'The right-hand side of each equation.',
      },
    }),
    examples: [
      {
        request: 'Solve 2x + y = 5 and x + 3y = 10',
        arguments: {
          coefficients: [
            [2, 1],
            [1, 3],
          ],
          constants: [5, 10],
        },
        returns: [1, 3],
      },
    ],
    run: async ({ coefficients, constants }: { coefficients: number[][]; constants: number[] }) => {
      checkSquare(coefficients);
      if (constants.length !== coefficients.length) throw new Error('there must be one constant for each equation');
      const { LuDecomposition, Matrix } = await import('ml-matrix');
      const decomposition = new LuDecomposition(new Matrix(coefficients));
      if (decomposition.isSingular()) throw new Error('the equations have no single solution');
      return decomposition.solve(Matrix.columnVector(constants)).to1DArray().map(rounded);
    },
  },
  {
    name: 'multiply_matrices',
    description: 'Multiplies two matrices.',
    parameters: parameters({
      a: { ...matrix, description: 'The left matrix, row by row.' },
      b: { ...matrix, description: 'The right matrix, with as many rows as the left has columns.' },
    }),
    examples: [
      {
        request: 'What is [[1,2],[3,4]] times [[5,6],[7,8]]?',
        arguments: {
          a: [
            [1, 2],
            [3, 4],
          ],
          b: [
            [5, 6],
            [7, 8],
          ],
        },
        returns: [
          [19, 22],
          [43, 50],
        ],
      },
    ],
    run: async ({ a, b }: { a: number[][]; b: number[][] }) => {
      checkRectangular(a);
      checkRectangular(b);
      if (a[0]?.length !== b.length)
        throw new Error(`${a[0]?.length} columns on the left, ${b.length} rows on the right`);
      const { Matrix } = await import('ml-matrix');
      return new Matrix(a).mmul(new Matrix(b)).to2DArray();
    },
  },
  {
    name: 'invert_matrix',
    description: 'Inverts a square matrix and gives its determinant and rank.',
    parameters: parameters({ matrix: { ...matrix, description: 'The matrix, row by row.' } }),
    examples: [
      {
        request: 'Give me the inverse and determinant of [[4,7],[2,6]]',
        arguments: {
          matrix: [
            [4, 7],
            [2, 6],
          ],
        },
        returns: {
          determinant: 10,
          rank: 2,
          inverse: [
            [0.6, -0.7],
            [-0.2, 0.4],
          ],
        },
      },
      {
        arguments: {
          matrix: [
            [1, 2],
            [2, 4],
          ],
        },
        returns: { determinant: 0, rank: 1, inverse: null },
      },
    ],
    run: async ({ matrix: given }: { matrix: number[][] }) => {
      checkSquare(given);
      const { inverse, LuDecomposition, Matrix, SingularValueDecomposition } = await import('ml-matrix');
      const square = new Matrix(given);
      const rank = new SingularValueDecomposition(square).rank;
      return {
        determinant: rounded(new LuDecomposition(square).determinant),
        rank,
        inverse:
          rank < given.length
            ? null
            : inverse(square)
                .to2DArray()
                .map(row => row.map(rounded)),
      };
    },
  },
  {
    name: 'eigenvalues',
    description: 'Finds the eigenvalues of a square matrix, complex ones included.',
    parameters: parameters({ matrix: { ...matrix, description: 'The matrix, row by row.' } }),
    examples: [
      {
        request: 'eigenvalues of [[2,1],[1,2]]',
        arguments: {
          matrix: [
            [2, 1],
            [1, 2],
          ],
        },
        returns: [
          { real: 1, imaginary: 0 },
          { real: 3, imaginary: 0 },
        ],
      },
    ],
    run: async ({ matrix: given }: { matrix: number[][] }) => {
      checkSquare(given);
      const { EigenvalueDecomposition, Matrix } = await import('ml-matrix');
      const { realEigenvalues, imaginaryEigenvalues } = new EigenvalueDecomposition(new Matrix(given));
      return realEigenvalues.map((real, i) => ({
        real: rounded(real),
        imaginary: rounded(imaginaryEigenvalues[i] ?? 0),
      }));
    },
  },
  {
    name: 'solve_quadratic',
    description: 'Solves a quadratic equation ax² + bx + c = 0, with complex roots where there are no real ones.',
    parameters: parameters({
      a: { type: 'number', minimum: -1e100, maximum: 1e100, description: 'Factor of x squared; not 0.' },
      b: { type: 'number', minimum: -1e100, maximum: 1e100, description: 'Factor of x.' },
      c: { type: 'number', minimum: -1e100, maximum: 1e100, description: 'The constant.' },
    }),
    examples: [
      {
        request: 'Find x when x² - 5x + 6 = 0',
        arguments: { a: 1, b: -5, c: 6 },
        returns: [
          { real: 2, imaginary: 0 },
          { real: 3, imaginary: 0 },
        ],
      },
      {
        arguments: { a: 1, b: 2, c: 5 },
        returns: [
          { real: -1, imaginary: -2 },
          { real: -1, imaginary: 2 },
        ],
      },
    ],
    run: ({ a, b, c }: { a: number; b: number; c: number }) => {
      if (a === 0) throw new Error('a must not be 0; without it the equation is linear');
      const discriminant = b * b - 4 * a * c;
      if (discriminant < 0) {
        const [real, imaginary] = [-b / (2 * a), Math.sqrt(-discriminant) / Math.abs(2 * a)];
        return [-imaginary, imaginary].map(part => ({ real, imaginary: part }));
      }
      // Adding numbers of one sign first keeps the small root exact; the other follows from their product c / a.
      const q = -(b + (b < 0 ? -1 : 1) * Math.sqrt(discriminant)) / 2;
      const roots = q === 0 ? [0, 0] : [q / a, c / q];
      return roots.sort((x, y) => x - y).map(real => ({ real, imaginary: 0 }));
    },
  },
]);

function checkRectangular(rows: readonly (readonly number[])[]): void {
  if (rows.some(row => row.length !== rows[0]?.length)) throw new Error('the rows of a matrix must be equally long');
}

function checkSquare(rows: readonly (readonly number[])[]): void {
  if (rows.some(row => row.length !== rows.length)) throw new Error('the matrix must have as many columns as rows');
}

/** Twelve significant digits, so that rounding errors of the method do not show; never -0. */
function rounded(value: number): number {
  const clean = Number(value.toPrecision(12));
  return Math.abs(clean) < 1e-12 ? 0 : clean;
}
