import { expect, it } from 'vitest';
import { regionOfHost } from './regions.js';

it.each([
  ['eu.api.example.com', 'eu'],
  ['api-eu.example.com', 'eu'],
  ['eu1.example.com', 'eu'],
  ['ec2.eu-west-1.amazonaws.com', 'eu'],
  ['ec2.eu-west-2.amazonaws.com', 'uk'],
  ['a.eu-central-2.amazonaws.com', 'ch'],
  ['x.eu-central-1-aws.cloud.example.com', 'eu'],
  ['westeurope.api.cognitive.microsoft.com', 'eu'],
  ['eastus2.api.example.com', 'us'],
  ['europe-west1-run.googleapis.com', undefined],
  ['europe-west1.run.googleapis.com', 'eu'],
  ['ap-southeast-2.example.com', 'au'],
  ['example.eu', undefined],
  ['api.example.us', undefined],
  ['europa.example.com', undefined],
  ['focus.example.com', undefined],
  ['', undefined],
])('%s stands in %s', (host, region) => {
  expect(regionOfHost(host)).toBe(region);
});
