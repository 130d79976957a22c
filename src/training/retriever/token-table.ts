import { CapuchinError, sha256 } from '../../base/index.js';
import type { StaticModel } from '../../models/index.js';

/** The vectors and weights of a static model's tokens as numbers that can be trained. */
export interface TokenTable {
  readonly dimensions: number;
  readonly rows: Float32Array; // [vocabulary × dimensions], row-major
  /** Natural logarithms, so that weights stay positive. */
  readonly logWeights: Float32Array; // [vocabulary]
}

/** @throws CapuchinError `bad-model` for a model whose tokens share rows: training one would change the others. */
export function tokenTable(model: StaticModel): TokenTable {
  const { dimensions, scales, weights, mapping } = model;
  if (mapping !== undefined)
    throw new CapuchinError('bad-model', 'a model whose tokens share vectors cannot be trained');
  const rows = Float32Array.from(model.rows);
  if (scales !== undefined) {
    for (let i = 0; i < rows.length; i++) rows[i] = (rows[i] as number) * (scales[i % dimensions] as number);
  }
  const logWeights = new Float32Array(rows.length / dimensions);
  if (weights !== undefined) for (let i = 0; i < logWeights.length; i++) logWeights[i] = safeLog(weights[i] as number);
  return { dimensions, rows, logWeights };
}

export function copyOfTable({ dimensions, rows, logWeights }: TokenTable): TokenTable {
  return { dimensions, rows: rows.slice(), logWeights: logWeights.slice() };
}

function safeLog(weight: number): number {
  return Math.log(Math.max(weight, 1e-9));
}

/** A model as `model` with the table's vectors and weights, rows as 8-bit integers again. */
export function modelOfTable(table: TokenTable, model: StaticModel): StaticModel {
  const { dimensions } = table;
  const tokens = table.logWeights.length;
  const weights = new Float32Array(tokens);
  const rows = table.rows.slice();
  // Rows are made equally long, their lengths going into the weights: then one scale a dimension suits them all.
  for (let token = 0; token < tokens; token++) {
    const row = rows.subarray(token * dimensions, (token + 1) * dimensions);
    const length = Math.max(Math.hypot(...row), 1e-9);
    for (let i = 0; i < dimensions; i++) row[i] = (row[i] as number) / length;
    weights[token] = Math.exp(table.logWeights[token] as number) * length;
  }
  const scales = new Float32Array(dimensions);
  for (let i = 0; i < rows.length; i++) {
    scales[i % dimensions] = Math.max(scales[i % dimensions] as number, Math.abs(rows[i] as number) / 127);
  }
  const whole = Int8Array.from(rows, (value, i) => Math.round(value / ((scales[i % dimensions] as number) || 1)));
  const { mapping: _, ...rest } = model;
  const version = sha256(
    [model.version, sha256(bytesOf(whole)), sha256(bytesOf(scales)), sha256(bytesOf(weights))].join(),
  );
  return { ...rest, version: version.slice(0, 12), rows: whole, scales, weights };
}

function bytesOf(numbers: Float32Array | Int8Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}
