/** The words and numbers of a request, lower-case, without punctuation: what is compared of requests. */
export function requestWords(request: string): string[] {
  return request.toLowerCase().match(/\p{L}+|\p{N}+/gu) ?? [];
}
