import type { FunctionDefinition } from '../functions/function-definition.js';
import { parameters } from './parameters.js';
import { readFunctions } from './read-functions.js';

export const description = 'Languages: which one a text is written in, facts about a language, names of languages.';

export const functions: readonly FunctionDefinition[] = readFunctions([
  {
    name: 'detect_language',
    description: 'Identifies which language a text is written in, with the most likely alternatives.',
    parameters: parameters({
      text: { type: 'string', minLength: 1, maxLength: 20_000, description: 'The text; longer texts are surer.' },
    }),
    examples: [
      {
        request: 'What language is this: "Wo ist der nächste Bahnhof, bitte? Ich habe mich verlaufen."',
        arguments: { text: 'Wo ist der nächste Bahnhof, bitte? Ich habe mich verlaufen.' },
        returns: { code: 'deu', language: 'German', alternatives: ['Dutch', 'Turkish'] },
      },
    ],
    run: async ({ text }: { text: string }) => {
      const { francAll } = await import('franc-min');
      const names = new Intl.DisplayNames('en', { type: 'language' });
      const [best, ...rest] = francAll(text).map(([code]) => code);
      if (best === undefined || best === 'und') throw new Error('the text is too short to tell its language');
      return {
        code: best,
        language: names.of(best) ?? best,
        alternatives: rest.slice(0, 2).map(code => names.of(code) ?? code),
      };
    },
  },
  {
    name: 'language_facts',
    description:
      'Tells the name, own name, writing direction and countries of a language, by its name or two-letter code.',
    parameters: parameters({
      language: { type: 'string', minLength: 2, maxLength: 60, description: 'English name or ISO 639-1 code.' },
    }),
    examples: [
      {
        request: 'Where do people speak Icelandic officially?',
        arguments: { language: 'Icelandic' },
        returns: { code: 'is', name: 'Icelandic', native: 'Íslenska', right_to_left: false, countries: ['Iceland'] },
      },
    ],
    run: async ({ language }: { language: string }) => {
      const { countries, languages } = await import('countries-list');
      const wanted = language.trim().toLowerCase();
      const found = Object.entries(languages).find(([code, { name, native }]) =>
        [code, name.toLowerCase(), native.toLowerCase()].includes(wanted),
      );
      if (found === undefined) throw new Error(`no language "${language}" is known; try its English name`);
      const [code, facts] = found;
      return {
        code,
        name: facts.name,
        native: facts.native,
        right_to_left: 'rtl' in facts && facts.rtl === 1,
        countries: Object.values(countries)
          .filter(country => (country.languages as readonly string[]).includes(code))
          .map(country => country.name),
      };
    },
  },
  {
    name: 'translate_language_name',
    description: 'Gives what a language is called in another language, such as the French word for German.',
    parameters: parameters({
      code: {
        type: 'string',
        pattern: '^[a-z]{2,3}$',
        description: 'ISO 639 code of the language to name, such as de.',
      },
      in: {
        type: 'string',
        pattern: '^[a-z]{2,3}$',
        description: 'ISO 639 code of the language to name it in, such as fr.',
      },
    }),
    examples: [
      {
        request: 'What do the French call the German language?',
        arguments: { code: 'de', in: 'fr' },
        returns: 'allemand',
      },
    ],
    run: ({ code, in: language }: { code: string; in: string }) => {
      const name = new Intl.DisplayNames(language, { type: 'language', fallback: 'none' }).of(code);
      if (name === undefined) throw new Error(`no language has the code "${code}"`);
      return name;
    },
  },
]);
