import { createHash } from 'node:crypto';

export type Split = 'train' | 'dev';
export const splits = ['dev', 'train'] as const satisfies readonly Split[];

/** Of 256: 3.1 %. */
const devShare = 8;

/** The part of the data in which a function shows, the same in every run: by hash, so that it needs no list. */
export function splitOf(key: string): Split {
  return (createHash('sha256').update(key).digest()[0] as number) < devShare ? 'dev' : 'train';
}

/** Versions of an operation go together: who knows one knows the other. */
export function splitKey({ provider, title }: { readonly provider: string; readonly title: string }): string {
  return `${provider}/${title}`;
}
