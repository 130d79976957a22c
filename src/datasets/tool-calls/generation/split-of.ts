import { createHash } from 'node:crypto';

export type Split = 'train' | 'dev';
export const splits = ['dev', 'train'] as const satisfies readonly Split[];

/** 8 of 256. */
const usualDevShare = 0.03125;

/**
 * The part of the data in which a function shows, the same in every run: by hash, so that it needs no list. With a larger
 * share of held-out functions those of a smaller one stay held out.
 */
export function splitOf(key: string, devShare: number = usualDevShare): Split {
  return (createHash('sha256').update(key).digest()[0] as number) < 256 * devShare ? 'dev' : 'train';
}

/** Versions of an operation go together: who knows one knows the other. */
export function splitKey({ provider, title }: { readonly provider: string; readonly title: string }): string {
  return `${provider}/${title}`;
}
