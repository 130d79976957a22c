import { expect, it } from 'vitest';
import { parseSelection } from './selection.js';

it('reads names, paths and options', () => {
  expect(parseSelection('smollm2-135m-instruct')).toEqual({ model: 'smollm2-135m-instruct', context: 4096 });
  expect(parseSelection('./m.gguf?lora=a%26b.gguf&context=8192&threads=1&choose=decode')).toEqual({
    model: './m.gguf',
    lora: 'a&b.gguf',
    context: 8192,
    threads: 1,
    choose: 'decode',
  });
});

it.each(['', '?context=1', 'm?size=1', 'm?context=0', 'm?context=many', 'm?choose=best', 'm?lora=%zz'])(
  'refuses "%s"',
  text => {
    expect(() => parseSelection(text)).toThrow(expect.objectContaining({ code: 'usage' }));
  },
);
