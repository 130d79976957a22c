import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../base/index.js';
import { safetensorsContent, safetensorsOf } from './fixtures/safetensors-content.js';
import { readSafetensors, toFloats } from './safetensors.js';

const floats = (content: Uint8Array, name: string) => [...toFloats(readSafetensors(content).get(name)!)];

describe('readSafetensors', () => {
  it('reads every type it knows, and leaves others out', () => {
    const content = safetensorsOf({
      f64: { dtype: 'F64', shape: [1], data: Float64Array.of(0.5) },
      f32: { dtype: 'F32', shape: [2, 1], data: Float32Array.of(1.5, -2) },
      f16: { dtype: 'F16', shape: [2], data: Uint16Array.of(0x3c00, 0xc100) },
      bf16: { dtype: 'BF16', shape: [2], data: Uint16Array.of(0x3f80, 0xc020) },
      i64: { dtype: 'I64', shape: [1], data: BigInt64Array.of(-7n) },
      i32: { dtype: 'I32', shape: [1], data: Int32Array.of(70_000) },
      i8: { dtype: 'I8', shape: [1, 3], data: Int8Array.of(-128, 0, 127) },
      u8: { dtype: 'U8', shape: [1], data: Uint8Array.of(255) },
      odd: { dtype: 'F8_E4M3', shape: [1], data: Uint8Array.of(255) },
    });
    const tensors = readSafetensors(content);
    expect(tensors.get('f32')).toMatchObject({ type: 'F32', shape: [2, 1] });
    expect([...tensors].map(([name, tensor]) => [name, [...toFloats(tensor)]])).toEqual([
      ['f64', [0.5]],
      ['f32', [1.5, -2]],
      ['f16', [1, -2.5]],
      ['bf16', [1, -2.5]],
      ['i64', [-7]],
      ['i32', [70_000]],
      ['i8', [-128, 0, 127]],
      ['u8', [255]],
    ]);
  });

  it('reads what lies at odd places', () => {
    const content = safetensorsContent(
      `${JSON.stringify({ __metadata__: { format: 'pt' }, x: { dtype: 'F32', shape: [1], data_offsets: [1, 5] } })} `,
      Buffer.concat([Buffer.of(9), Buffer.from(Float32Array.of(3).buffer)]),
    );
    expect(floats(content, 'x')).toEqual([3]);
    expect(floats(Buffer.concat([Buffer.of(1, 2, 3), content]).subarray(3), 'x')).toEqual([3]);
  });

  it('refuses sizes and places that do not fit, whatever they are', () => {
    const entry = (changes: object) =>
      safetensorsContent({ x: { dtype: 'I8', shape: [4], data_offsets: [0, 4], ...changes } }, Buffer.alloc(4));
    expect(readSafetensors(entry({})).get('x')?.bytes).toHaveLength(4);
    const refused = [
      new Uint8Array(7),
      Buffer.from('ffffffffffffffff00', 'hex'),
      Buffer.from('0900000000000000', 'hex'),
      safetensorsContent('{'),
      safetensorsContent('[]'),
      safetensorsContent({ x: 1 }),
      entry({ data_offsets: [0, 5], shape: [5] }),
      entry({ data_offsets: [4, 0] }),
      entry({ data_offsets: [-4, 0] }),
      entry({ data_offsets: [0.5, 4.5] }),
      entry({ data_offsets: [0] }),
      entry({ data_offsets: [0, 2 ** 53 + 2] }),
      entry({ shape: [5] }),
      entry({ shape: [-4] }),
      entry({ shape: 'x' }),
      entry({ shape: [2 ** 40, 2 ** 40] }),
      entry({ dtype: 'F32' }),
    ];
    for (const content of refused) {
      expect(() => readSafetensors(content)).toThrow(expect.objectContaining({ code: 'bad-safetensors' }));
    }
  });

  it('never fails otherwise on damaged files', () => {
    const random = seededRandom(11);
    const whole = safetensorsOf({ embeddings: { dtype: 'F32', shape: [3, 2], data: new Float32Array(6) } });
    for (let i = 0; i < 500; i++) {
      const content = Uint8Array.from(whole).subarray(0, Math.ceil(random.next() * whole.length));
      content[Math.floor(random.next() * content.length)] = Math.floor(random.next() * 256);
      try {
        for (const tensor of readSafetensors(content).values()) toFloats(tensor);
      } catch (thrown) {
        expect(thrown).toMatchObject({ code: 'bad-safetensors' });
      }
    }
  });
});
