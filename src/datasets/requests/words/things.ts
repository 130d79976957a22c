/** What values are drawn from. All of it is made up or common knowledge. */
const listed = (text: string): readonly string[] => text.split(',').map(word => word.trim());

export const givenNames = listed(
  'Mia, Noah, Lena, Omar, Priya, Jonas, Aiko, Diego, Fatima, Lukas, Nina, Tomasz, Amara, Elif, Hugo, Ines, Kofi, Maya, Oskar, Rosa, Sami, Tess, Viktor, Yara, Zoe, Arjun, Clara, Emil, Greta, Ivan',
);

export const familyNames = listed(
  'Berger, Okafor, Lindqvist, Marino, Tanaka, Novak, Haddad, Silva, Kowalski, Meyer, Rossi, Petrov, Dubois, Hansen, Ito, Mensah, Ortiz, Schmidt, Walsh, Yilmaz',
);

export const cities = listed(
  'Oslo, Paris, Lisbon, Nairobi, Osaka, Toronto, Chicago, Berlin, Madrid, Mumbai, Seoul, Cairo, Lima, Austin, Vienna, Dublin, Prague, Sydney, Boston, Istanbul, Rome, Denver, Helsinki, Jakarta, Warsaw, Zurich, Accra, Porto, Leeds, Graz',
);

export const countries: readonly (readonly [name: string, code: string])[] = [
  ['Norway', 'NO'],
  ['France', 'FR'],
  ['Portugal', 'PT'],
  ['Kenya', 'KE'],
  ['Japan', 'JP'],
  ['Canada', 'CA'],
  ['Germany', 'DE'],
  ['Spain', 'ES'],
  ['India', 'IN'],
  ['South Korea', 'KR'],
  ['Egypt', 'EG'],
  ['Peru', 'PE'],
  ['Austria', 'AT'],
  ['Ireland', 'IE'],
  ['Brazil', 'BR'],
  ['Mexico', 'MX'],
  ['Italy', 'IT'],
  ['Sweden', 'SE'],
];

export const currencies: readonly (readonly [name: string, code: string])[] = [
  ['euros', 'EUR'],
  ['US dollars', 'USD'],
  ['pounds', 'GBP'],
  ['yen', 'JPY'],
  ['Swiss francs', 'CHF'],
  ['kroner', 'NOK'],
  ['Canadian dollars', 'CAD'],
  ['rupees', 'INR'],
  ['pesos', 'MXN'],
  ['zloty', 'PLN'],
];

export const languages: readonly (readonly [name: string, code: string])[] = [
  ['English', 'en'],
  ['French', 'fr'],
  ['German', 'de'],
  ['Spanish', 'es'],
  ['Japanese', 'ja'],
  ['Portuguese', 'pt'],
  ['Italian', 'it'],
  ['Polish', 'pl'],
  ['Turkish', 'tr'],
  ['Arabic', 'ar'],
  ['Dutch', 'nl'],
  ['Korean', 'ko'],
];

export const months = listed(
  'January, February, March, April, May, June, July, August, September, October, November, December',
);

/** Things that names and titles are given to. */
export const labels = listed(
  'Blue Heron, Spring Launch, Northwind, Team Offsite, Green Valley, Nightly Build, Quarterly Review, Sunrise, Home Office, Bike Tour, Moonlight, Pilot Project, Old Harbour, Book Club, Winter Sale, Alpha Test, Red Panda, Weekly Digest, Coffee Corner, Main Stage',
);

export const topics = listed(
  'solar panels, jazz, electric bikes, gluten free bread, machine learning, football, hiking, coffee, black holes, vintage cameras, chess, gardening, robotics, climate change, sourdough, sailing, board games, houseplants, photography, remote work',
);

export const sentences = [
  'See you at noon',
  'The parcel has arrived',
  'Thanks for your help yesterday',
  'We are open until eight',
  'Please send me the new figures',
  'Lunch is on me',
  'The meeting moved to Friday',
  'Great service, I will come back',
  'The second page is missing',
  'Happy birthday from all of us',
] as const;

export const smallNumbers = listed('two, three, four, five, six, seven, eight, nine, ten, twelve, fifteen, twenty');
export const smallNumberValues: readonly number[] = [2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20];
