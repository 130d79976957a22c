import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type GgufTensor, ggufHeader, writeGguf } from './write-gguf.js';

const metadata = {
  'general.architecture': 'bert',
  layers: 6,
  epsilon: { float: 0.5 },
  causal: false,
  tokens: { strings: ['a', 'é'] },
  types: { integers: [1, -3] },
};
const tensors: readonly GgufTensor[] = [
  { name: 'm', shape: [2, 32], type: 'Q8_0', bytes: new Uint8Array(68).fill(7) },
  { name: 'v', shape: [3], type: 'F32', bytes: new Uint8Array(Float32Array.of(1, 2, 3).buffer) },
];

describe('writeGguf', () => {
  it('lays the file out as the specification of GGUF 3 says', () => {
    const text = (value: string) => [...u64(Buffer.byteLength(value)), ...Buffer.from(value)];
    const u32 = (value: number) => [value & 255, value >> 8, 0, 0];
    const u64 = (value: number) => [...u32(value), 0, 0, 0, 0];
    const expected = [
      ...Buffer.from('GGUF'),
      ...u32(3),
      ...u64(2),
      ...u64(6),
      ...[...text('general.architecture'), ...u32(8), ...text('bert')],
      ...[...text('layers'), ...u32(4), ...u32(6)],
      ...[...text('epsilon'), ...u32(6), 0, 0, 0, 0x3f],
      ...[...text('causal'), ...u32(7), 0],
      ...[...text('tokens'), ...u32(9), ...u32(8), ...u64(2), ...text('a'), ...text('é')],
      ...[...text('types'), ...u32(9), ...u32(5), ...u64(2), ...u32(1), 0xfd, 0xff, 0xff, 0xff],
      ...[...text('m'), ...u32(2), ...u64(32), ...u64(2), ...u32(8), ...u64(0)],
      ...[...text('v'), ...u32(1), ...u64(3), ...u32(0), ...u64(96)],
    ];
    const header = [...ggufHeader(metadata, tensors)];
    expect(header.slice(0, expected.length)).toEqual(expected);
    expect(header.slice(expected.length)).toEqual(Array(32 - (expected.length % 32)).fill(0));
  });

  it('puts each tensor at its offset and leaves nothing unfinished', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'capuchin-gguf-'));
    const path = join(folder, 'it.gguf');
    await writeGguf(path, metadata, tensors);
    const data = readFileSync(path).subarray(ggufHeader(metadata, tensors).length);
    expect([...data.subarray(0, 96)]).toEqual([...Array(68).fill(7), ...Array(28).fill(0)]);
    expect([...new Float32Array(Uint8Array.from(data.subarray(96, 108)).buffer)]).toEqual([1, 2, 3]);
    expect(data).toHaveLength(128);
    expect(readdirSync(folder)).toEqual(['it.gguf']);
  });
});
