/**
 * Words that a short code stands for: `EUR` for euro, `de` for German and Deutsch, `FR` for France. Empty where it is none
 * of the codes of currencies, languages and countries.
 */
export function codeWords(code: string): readonly string[] {
  if (!/^[a-z]{2,3}(?:[-_][a-z]{2})?$/i.test(code)) return [];
  const [main = '', country] = code.split(/[-_]/);
  const named = [
    ...(main.length === 3 ? namesOf('currency', main.toUpperCase()) : namesOf('region', main.toUpperCase())),
    ...namesOf('language', main.toLowerCase()),
    ...(country === undefined ? [] : namesOf('region', country.toUpperCase())),
  ];
  const sign = signs[main.toUpperCase()] ?? [];
  return [...new Set([...named.flatMap(name => name.toLowerCase().match(/\p{L}{3,}/gu) ?? []), ...sign])];
}

const signs: Readonly<Record<string, readonly string[]>> = {
  USD: ['$', 'buck', 'bucks'],
  CAD: ['$'],
  AUD: ['$'],
  EUR: ['€'],
  GBP: ['£', 'quid', 'sterling'],
  JPY: ['¥'],
  CNY: ['¥', 'yuan', 'rmb'],
  INR: ['₹'],
  GB: ['uk', 'england', 'britain', 'scotland', 'wales'],
  US: ['usa', 'america'],
  AE: ['uae', 'emirates'],
};

/** Languages that requests are likely to be in. */
const locales = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'ru', 'tr', 'zh', 'ja', 'ar'];

function namesOf(type: 'currency' | 'language' | 'region', code: string): readonly string[] {
  return locales.flatMap(locale => {
    const name = new Intl.DisplayNames([locale], { type, fallback: 'none' }).of(code);
    return name === undefined ? [] : [name];
  });
}
