/** The lower-case words of an identifier in their order: `getPetById`, `pets/get-by-id` and `PetsGetByID` alike. */
export function identifierWords(identifier: string): string[] {
  const spaced = identifier
    .slice(0, 300)
    .replace(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu, ' ')
    .toLowerCase();
  return spaced.match(/[\p{L}\p{N}]+/gu) ?? [];
}
