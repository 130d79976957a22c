import type { Api } from '../../catalog/index.js';
import type { Analyzer, Field } from './analyzer.js';
import { parameterTexts } from './parameter-texts.js';
import { splitWords } from './split-words.js';
import { stem } from './stem.js';
import { stopWords } from './stop-words.js';

/** For requests in people's words over everything an API says about itself. Identifiers are read as the words in them. */
export const apiAnalyzer: Analyzer = {
  name: 'api',
  version: 1,
  fields: apiFields,
  words: splitWords,
  term: word => (stopWords.has(word) ? '' : stem(word)),
};

/** The store's unique `name` is left out: it is made of tool and title, and may change when other collections come. */
function apiFields(api: Api): Field[] {
  const requests = api.examples.flatMap(example => (example.request === undefined ? [] : [example.request]));
  const described = [api.toolDescription ?? '', api.description, api.category, ...parameterTexts(api.parameters)];
  return [
    // What a thing is called says more about it than what is said of it.
    ...[api.title, api.tool].map(text => ({ text, weight: 2 })),
    ...[...described, ...requests, wayOfCalling(api)].map(text => ({ text, weight: 1 })),
  ].filter(({ text }) => text !== '');
}

/** The path or code of a call, which often names things that no description does. */
function wayOfCalling({ invocation, title }: Api): string {
  switch (invocation.kind) {
    case 'http':
      return title.includes(invocation.path) ? '' : invocation.path;
    case 'code':
      return invocation.code;
    default:
      return '';
  }
}
