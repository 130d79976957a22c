/** Text on its way out, held back where it may be the beginning of a stop text. */
export interface StopText {
  /** What may be shown of the text so far, that was not shown before. */
  push(text: string): string;
  /** What was held back, once nothing more comes. Empty after a stop. */
  end(): string;
  readonly stopped: boolean;
}

/** Cuts a stream of text before the first of the `stops` in it. Empty stops are ignored. */
export function stopText(stops: readonly string[]): StopText {
  const texts = stops.filter(stop => stop !== '');
  let held = '';
  let stopped = false;
  return {
    get stopped() {
      return stopped;
    },
    push(text) {
      if (stopped) return '';
      held += text;
      const places = texts.map(stop => held.indexOf(stop)).filter(place => place >= 0);
      stopped = places.length > 0;
      const end = stopped ? Math.min(...places) : held.length - longestOpening(held, texts);
      const shown = held.slice(0, end);
      held = stopped ? '' : held.slice(end);
      return shown;
    },
    end() {
      const rest = held;
      held = '';
      return rest;
    },
  };
}

/** Length of the longest end of the text that a stop begins with. */
function longestOpening(text: string, stops: readonly string[]): number {
  let longest = 0;
  for (const stop of stops) {
    for (let length = Math.min(stop.length - 1, text.length); length > longest; length -= 1) {
      if (text.endsWith(stop.slice(0, length))) longest = length;
    }
  }
  return longest;
}
