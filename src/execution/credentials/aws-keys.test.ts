import { describe, expect, it } from 'vitest';
import { type AwsKeys, parseAwsKeys, writeAwsKeys } from './aws-keys.js';

const keys: AwsKeys = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCY' };

describe('a key pair as one text', () => {
  it.each<AwsKeys>([
    keys,
    { ...keys, sessionToken: 'AQoD/+==' },
    { ...keys, region: 'eu-west-1' },
    { ...keys, sessionToken: 'AQoD/+==', region: 'us-gov-west-1' },
  ])('reads what it writes: %j', given => {
    expect(parseAwsKeys(` ${writeAwsKeys(given)}\n`)).toEqual(given);
  });

  it.each(['', 'AKIDEXAMPLE', 'AKIDEXAMPLE:', 'short:wJalrXUtnFEMI', 'AKIDEXAMPLE:has a space:x', 'a:b:c:d'])(
    'is not "%s"',
    text => {
      expect(parseAwsKeys(text)).toBeUndefined();
    },
  );
});
