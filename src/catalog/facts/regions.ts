/** Where servers stand, as far as host names tell: countries by their codes, and `eu` for the European Union's members. */
export const regions = ['au', 'br', 'ca', 'ch', 'cn', 'eu', 'in', 'jp', 'kr', 'sg', 'uk', 'us'] as const;
export type Region = (typeof regions)[number];

/** Regions of the large clouds by the codes that stand in host names. London and Zurich are called eu, and are not in it. */
const cloudRegions: readonly (readonly [RegExp, Region])[] = [
  [/^(?:eu-west-2|europe-west2|uksouth|ukwest|uk-london-1|uk-cardiff-1)$/, 'uk'],
  [/^(?:eu-central-2|europe-west6|switzerland(?:north|west)|eu-zurich-1)$/, 'ch'],
  [
    /^(?:eu-(?:west|central|north|south)-\d|europe-(?:west|north|southwest|central)\d+|(?:west|north)europe|(?:france|germany|sweden|poland|italy|spain|austria)(?:west)?(?:central|north|south)|eu-(?:frankfurt|amsterdam|paris|milan|stockholm|madrid|marseille|dublin)-1)$/,
    'eu',
  ],
  [
    /^(?:us-(?:gov-)?(?:north|south|east|west|central)-?\d+|(?:(?:north|south|west)?central|east|west)us\d?|us-(?:ashburn|phoenix|sanjose|chicago)-1)$/,
    'us',
  ],
  [/^(?:ca-(?:central|west)-\d|northamerica-northeast\d|canada(?:central|east)|ca-(?:toronto|montreal)-1)$/, 'ca'],
  [/^(?:ap-southeast-[24]|australia-southeast\d|australia(?:east|southeast|central)|ap-(?:sydney|melbourne)-1)$/, 'au'],
  [/^(?:ap-northeast-[13]|asia-northeast[12]|japan(?:east|west)|ap-(?:tokyo|osaka)-1)$/, 'jp'],
  [/^(?:ap-northeast-2|asia-northeast3|korea(?:central|south)|ap-(?:seoul|chuncheon)-1)$/, 'kr'],
  [/^(?:ap-south-[12]|asia-south[12]|(?:central|south|west)india|ap-(?:mumbai|hyderabad)-1)$/, 'in'],
  [/^(?:ap-southeast-1|asia-southeast1|southeastasia|ap-singapore-1)$/, 'sg'],
  [/^(?:sa-east-1|southamerica-east1|brazilsouth|sa-saopaulo-1)$/, 'br'],
  [/^cn-(?:north|northwest|east|south)-\d$/, 'cn'],
];

/** Labels, or ends of them, that say where a host stands: `eu.api.example.com`, `api-us`, `eu1`. */
const plainLabel = /^(?:(?:[a-z0-9]+-)?(eu|us|uk|au)\d{0,2}|(eu|us|uk|au)\d{0,2}-[a-z0-9]+)$/;

/**
 * Where a host stands by its name, or `undefined` where the name does not say. The last two labels are not looked at: who
 * registers a name under `.eu` or `.us` may serve from anywhere.
 */
export function regionOfHost(host: string): Region | undefined {
  const labels = host.toLowerCase().slice(0, 253).split('.').slice(0, -2);
  for (const label of labels) {
    const cloud = cloudRegions.find(([pattern]) => pattern.test(label))?.[1];
    if (cloud !== undefined) return cloud;
    const within = /(?:^|-)((?:us|eu|ap|ca|sa|cn)-(?:gov-)?[a-z]+-\d)(?:-|$)/.exec(label)?.[1];
    const part = within === undefined ? undefined : cloudRegions.find(([pattern]) => pattern.test(within))?.[1];
    if (part !== undefined) return part;
    const plain = plainLabel.exec(label);
    const region = plain?.[1] ?? plain?.[2];
    if (region !== undefined) return region as Region;
  }
  return undefined;
}
