import { expect, it } from 'vitest';
import { outputKind } from './output-kind.js';

it('tells what an output is by the files it leads to', () => {
  const outputs = [
    ['https://x.example/out-0.WEBP'],
    'https://x.example/a.mp4?v=1',
    { text: 'hello', file: 'https://x.example/voice.wav' },
    'https://x.example/mesh.glb',
    ['Once', ' upon'],
    'https://x.example/archive.zip',
    { score: 1 },
    [],
    null,
  ];
  expect(outputs.map(output => outputKind(output as never))).toEqual([
    'image',
    'video',
    'audio',
    '3D',
    'text',
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
