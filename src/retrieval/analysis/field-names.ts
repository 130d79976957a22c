/**
 * What the texts of an API are about, in the order of their places in packed counts and lengths. `examples` are the
 * requests of its examples; `place` is the path or the code of the call. A packed count has room for eight.
 */
export const fieldNames = [
  'title',
  'tool',
  'description',
  'toolDescription',
  'parameters',
  'category',
  'examples',
  'place',
] as const;

export type FieldName = (typeof fieldNames)[number];

export const fieldCount = fieldNames.length;
