import { describe, expect, it } from 'vitest';
import { constraintText } from './constraint.js';
import { readConstraints } from './read-constraints.js';

const read = (request: string) => readConstraints(request).map(({ constraint }) => constraintText(constraint));

describe('readConstraints', () => {
  it.each([
    ['classify it with under 10M parameters and at least 70 % accuracy', ['params<10M', 'accuracy>=70%']],
    [
      'an image classifier with fewer than 10 million parameters and at least 70% ImageNet accuracy',
      ['params<10M', 'accuracy[ImageNet]>=70%'],
    ],
    ['a model with accuracy above 0.7 on ImageNet, please', ['accuracy[ImageNet]>70%']],
    ['classify it, with top-5 over 90', ['top-5>90%']],
    ['transcribe with word error rate below 10 %', ['wer<10%']],
    ['translate with a BLEU of at least 30', ['bleu>=30%']],
    ['depth with an RMSE below 0.3', ['rmse<0.3']],
    ['a speech recogniser smaller than 100 MB', ['size<100MB']],
    ['models that are at most 1.5 GB', ['size<=1.5GB']],
    ['translate hello, free, no key', ['free', 'no-key']],
    ['using a free API get the weather', ['free']],
    ['get the weather without an API key', ['no-key']],
    ['translate this without an account', ['no-key']],
    ['weather in Oslo, EU server, read only', ['region=eu', 'effect=read']],
    ['weather via an EU server', ['region=eu']],
    ['look it up without changing anything', ['effect=read']],
    ['weather (https only)', ['https']],
    ['free, free, for free', ['free']],
  ])('%s', (request, expected) => {
    expect(read(request)).toEqual(expected);
  });

  it.each([
    'find free parking near me',
    'when am I free on Monday?',
    'a gluten-free, sugar-free cake',
    'music that is royalty-free',
    'make the file read only',
    'open it in read-only mode',
    'create a server in the EU',
    'list my EU servers',
    'find a function with fewer than 3 parameters',
    'files smaller than 100 MB',
    'an image smaller than 100 MB',
    'points with an accuracy above 10 meters',
    'students with grades over 90',
    'create an API key',
    'delete the user without an API key and her notes',
    'can I check in without an account?',
    'a door that opens without a key',
    'flights under 300 dollars with at most 1 stop',
    'accuracy above 400 %',
    'hotels with ratings above 4.5 and free wifi',
    'use the MIT license for my repository',
    '',
  ])('leaves "%s" alone', request => {
    expect(read(request)).toEqual([]);
  });

  it('says where it stands', () => {
    const request = 'a model with under 10M parameters and an accuracy above 0.7 on ImageNet';
    const places = readConstraints(request);
    expect(places.map(({ text }) => text)).toEqual(['under 10M parameters', 'accuracy above 0.7 on ImageNet']);
    expect(places.map(({ start, end }) => request.slice(start, end))).toEqual(places.map(({ text }) => text));
  });

  it('is quick with hostile texts', () => {
    const begun = performance.now();
    for (const part of [
      ' ',
      'a',
      ', ',
      'under ',
      'under 1',
      'free ',
      '9',
      '9,',
      'accuracy ',
      'with a size ',
      'on A ',
      '-',
      'can ',
    ]) {
      readConstraints(part.repeat(100_000));
    }
    expect(performance.now() - begun).toBeLessThan(5_000);
  });
});
