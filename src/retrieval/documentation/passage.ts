/** What a text of documentation is about; empty when it is about no API in particular. */
export interface About {
  readonly collection?: string;
  /** Of that collection. */
  readonly tool?: string;
  /** Id of one API. */
  readonly api?: string;
}

/** A part of a longer text, short enough to be found and read by itself. */
export interface Passage {
  /** From the title of the text down to the section that it stands in; may be empty. */
  readonly headings: readonly string[];
  /** Markdown or plain text. A stranger's: whoever shows it makes it inert. */
  readonly text: string;
  readonly about: About;
}

export interface PassageHit {
  readonly passage: Passage;
  /** Larger is better; comparable only within one search. */
  readonly score: number;
  /** Where the text was read: a path, or the source of the API that it describes. */
  readonly source: string;
  /** Names the passage as long as its documentation stays what it is. */
  readonly id: string;
}
