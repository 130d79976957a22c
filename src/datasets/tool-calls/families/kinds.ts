import { CapuchinError, type Random } from '../../../base/index.js';
import {
  cities,
  countries,
  currencies,
  familyNames,
  givenNames,
  labels,
  languages,
  sentences,
  topics,
} from '../../requests/words/things.js';
import type { SaidValue } from './sampler.js';

type Draw = (random: Random) => SaidValue;

const listed = (text: string): readonly string[] => text.split('|').map(word => word.trim());
const oneOf =
  (words: readonly string[]): Draw =>
  random =>
    same(random.pick(words));
const same = (words: string): SaidValue => ({ words, value: words });
const digits = (count: number, random: Random): string =>
  Array.from({ length: count }, () => String(random.integer(10))).join('');
const letters = (count: number, random: Random, of = 'abcdefghjkmnpqrstuvwxyz'): string =>
  Array.from({ length: count }, () => of[random.integer(of.length)]).join('');
const hex = (count: number, random: Random): string => letters(count, random, '0123456789abcdef');

const moreCities = listed(
  'New York|London|Tokyo|San Francisco|Los Angeles|Buenos Aires|Rio de Janeiro|Cape Town|Kuala Lumpur|Hong Kong|Mexico City|Tel Aviv|Reykjavik|Marrakesh|Edinburgh|Barcelona|Melbourne|Vancouver|Bangkok|Singapore|Hanoi|Athens|Budapest|Stockholm|Copenhagen|Munich|Hamburg|Naples|Seattle|Portland|New Orleans|Santa Fe|Salt Lake City|Quito|Bogota|Lagos|Casablanca|Dubai|Delhi|Kyoto',
);
const states = listed(
  'California|Texas|Oregon|New York|Florida|Ohio|Colorado|Georgia|Nevada|Michigan|Arizona|Washington|Vermont|Illinois|New Mexico|North Carolina|Massachusetts|Bavaria|Ontario|Queensland',
);
const colors = listed(
  'red|blue|green|yellow|orange|purple|black|white|grey|turquoise|pink|brown|beige|navy|olive|crimson|gold|silver|teal|violet',
);
const foods = listed(
  'sushi|lasagne|chicken curry|lentil soup|tacos|pad thai|mushroom risotto|caesar salad|margherita pizza|falafel|ramen|pancakes|beef stew|apple pie|oatmeal|hummus|paella|dumplings|grilled salmon|vegetable lasagne|blueberry muffins|pierogi|shakshuka|gazpacho',
);
const animals = listed(
  'red fox|blue whale|barn owl|snow leopard|honey bee|African elephant|sea otter|axolotl|emperor penguin|grey wolf|house cat|golden retriever|octopus|monarch butterfly|hedgehog|giraffe|komodo dragon|bald eagle|capuchin monkey|orca',
);
const books = listed(
  'Moby-Dick|Pride and Prejudice|Dracula|The Odyssey|Middlemarch|Frankenstein|Don Quixote|Walden|Jane Eyre|The Time Machine|War and Peace|Great Expectations|Emma|Treasure Island|The Trial|Crime and Punishment',
);
const movies = listed(
  'Metropolis|Casablanca|Nosferatu|City Lights|Spirited Away|The Third Man|Inception|Alien|Parasite|Amélie|The Matrix|Rear Window|Seven Samurai|Toy Story|Jaws|Interstellar',
);
const songs = listed(
  'Clair de Lune|Greensleeves|Bohemian Rhapsody|Imagine|Billie Jean|Take Five|Summertime|Blue Moon|Amazing Grace|Hey Jude|La Mer|Stand by Me|Auld Lang Syne|Moon River',
);
const artists = listed(
  'Nina Simone|Claude Debussy|Daft Punk|The Beatles|Miles Davis|Björk|Johnny Cash|Fela Kuti|Ella Fitzgerald|Radiohead|Cesária Évora|Queen|Ravi Shankar|David Bowie',
);
const products = listed(
  'wireless headphones|standing desk|espresso machine|running shoes|rain jacket|desk lamp|mechanical keyboard|yoga mat|water bottle|camping tent|office chair|phone case|bread knife|USB-C cable|electric kettle|mountain bike|air purifier|notebook',
);
const jobs = listed(
  'data analyst|nurse|software engineer|carpenter|product manager|accountant|electrician|graphic designer|chef|project manager|teacher|mechanical engineer|copywriter|librarian|welder|UX designer',
);
const universities = listed(
  'University of Oslo|Stanford University|University of Tokyo|ETH Zurich|University of Cape Town|McGill University|University of Bologna|Delft University of Technology|University of São Paulo|Trinity College Dublin',
);
const stocks: readonly (readonly [string, string])[] = [
  ['Apple', 'AAPL'],
  ['Microsoft', 'MSFT'],
  ['Tesla', 'TSLA'],
  ['Nvidia', 'NVDA'],
  ['Amazon', 'AMZN'],
  ['Intel', 'INTC'],
  ['Netflix', 'NFLX'],
  ['Ford', 'F'],
  ['Coca-Cola', 'KO'],
  ['Boeing', 'BA'],
];
const sports = listed(
  'football|basketball|tennis|volleyball|ice hockey|rugby|handball|cricket|baseball|table tennis|rowing|swimming',
);
const teams = listed(
  'Boston Celtics|FC Barcelona|Toronto Raptors|Ajax|Chicago Bulls|Liverpool|Golden State Warriors|Bayern Munich|New York Yankees|River Plate|Celtic|Dallas Cowboys|Juventus|Miami Heat',
);
const companies = listed(
  'Northwind|Halden Bikes|Acme|Blue Harbor Foods|Lumen Optics|Redwood Insurance|Kestrel Robotics|Sato Instruments|Granite Bank|Olive & Sons|Tidewater Shipping|Brightside Clinic|Polar Coffee|Vector Labs|Meadow Farms|Quill Publishing',
);
const streets = listed(
  'Main Street|Oak Avenue|Station Road|King Street|Elm Street|Harbour Lane|Mill Road|Sunset Boulevard|Park Lane|Church Street|Rue de la Paix|Maple Drive',
);
const hosts = listed(
  'example.com|northwind.example|shop.example.org|blog.example.net|halden-bikes.com|lumenoptics.io|kestrel.dev|polar.coffee|data.example.edu|meadow-farms.org',
);
const pages = listed('/news|/docs/start|/products?id=42|/about|/2024/report.html|/feed.xml|/images/logo.png|');
const extensions = listed('pdf|csv|txt|docx|png|json|xlsx|md|mp4|log|yaml|zip');
const stems = listed(
  'report|invoice_2024|notes|budget|photo_17|summary|data|contract-final|minutes|backup|sales_q3|readme|results|slides|config|draft2',
);
const titles = listed(
  'Quarterly results|Welcome aboard|Lunch on Thursday|Road map 2025|How we bake bread|Kick-off|Lost umbrella|Summer party|Broken link on the start page|Weekly review|Invoice 2213|Trip to the coast|New opening hours|Budget draft|Design review',
);

const draws: Readonly<Record<string, Draw>> = {
  city: oneOf([...cities, ...moreCities]),
  country: random => same(random.pick(countries)[0]),
  state: oneOf(states),
  person: random => same(`${random.pick(givenNames)} ${random.pick(familyNames)}`),
  'first-name': oneOf(givenNames),
  company: oneOf(companies),
  email: random => {
    const [first, last] = [random.pick(givenNames).toLowerCase(), random.pick(familyNames).toLowerCase()];
    return same(`${random.pick([`${first}.${last}`, first, `${first[0]}${last}`])}@${random.pick(hosts)}`);
  },
  url: random => same(`https://${random.pick(hosts)}${random.pick(pages)}`),
  domain: oneOf(hosts),
  phone: random =>
    same(
      random.pick([
        `+1-555-${digits(3, random)}-${digits(4, random)}`,
        `+44 20 7946 ${digits(4, random)}`,
        `555-${digits(4, random)}`,
      ]),
    ),
  street: random => same(`${1 + random.integer(240)} ${random.pick(streets)}`),
  zip: random => same(`${1 + random.integer(9)}${digits(4, random)}`),
  identifier: random =>
    same(
      random.pick([
        `${letters(3, random, 'ABCDEFGHKLMNPRSTUVWX')}-${digits(4, random)}`,
        `${letters(2, random)}_${hex(8, random)}`,
        digits(6, random),
        `${letters(1, random, 'ABCDEFGH')}${digits(5, random)}`,
        `${letters(4, random)}${digits(3, random)}`,
      ]),
    ),
  username: random => {
    const first = random.pick(givenNames).toLowerCase();
    return same(
      random.pick([
        `${first}${digits(2, random)}`,
        `${first}_${letters(3, random)}`,
        `the_${first}`,
        `${first}.${random.pick(familyNames).toLowerCase()}`,
      ]),
    );
  },
  file: random => same(`${random.pick(stems)}.${random.pick(extensions)}`),
  color: oneOf(colors),
  currency: random => {
    const [words, value] = random.pick(currencies);
    return random.next() < 0.5 ? same(value) : { words, value };
  },
  language: random => same(random.pick(languages)[0]),
  food: oneOf(foods),
  animal: oneOf(animals),
  book: oneOf(books),
  movie: oneOf(movies),
  song: oneOf(songs),
  artist: oneOf(artists),
  product: oneOf(products),
  sentence: oneOf(sentences),
  title: oneOf([...titles, ...labels]),
  topic: oneOf(topics),
  job: oneOf(jobs),
  university: oneOf(universities),
  stock: random => {
    const [words, value] = random.pick(stocks);
    return random.next() < 0.5 ? same(value) : { words, value };
  },
  sport: oneOf(sports),
  team: oneOf(teams),
  ip: random =>
    same([10 + random.integer(180), random.integer(256), random.integer(256), 1 + random.integer(254)].join('.')),
  hex: random => same(`#${hex(6, random)}`),
  latitude: random => numeric(Math.round((random.next() * 130 - 60) * 1e4) / 1e4),
  longitude: random => numeric(Math.round((random.next() * 340 - 170) * 1e4) / 1e4),
  year: random => numeric(1950 + random.integer(76)),
};

function numeric(value: number): SaidValue {
  return { words: String(value), value };
}

export function isKind(kind: string): boolean {
  return Object.hasOwn(draws, kind);
}

/** @throws CapuchinError `unknown-kind` */
export function drawKind(kind: string, random: Random): SaidValue {
  const draw = isKind(kind) ? draws[kind] : undefined;
  if (draw === undefined)
    throw new CapuchinError('unknown-kind', `no values of kind "${kind}"; there are ${Object.keys(draws).join(', ')}`);
  return draw(random);
}
