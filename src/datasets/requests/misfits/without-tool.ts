/** An API as far as its tool goes. */
export interface ToolPlace {
  readonly id: string;
  readonly provider: string;
  readonly tool: string;
}

export interface AnsweredRequest {
  readonly request: string;
  /** Ids of the APIs that answer it. */
  readonly relevant: ReadonlySet<string>;
}

/** A request that nothing is left to answer once these tools are taken away. */
export interface WithoutTool {
  readonly request: string;
  /** As `toolOf` names them. */
  readonly removedTools: ReadonlySet<string>;
}

/** What tells one tool from another: its provider and its name. */
export function toolOf({ provider, tool }: Omit<ToolPlace, 'id'>): string {
  return `${provider}\n${tool}`;
}

/**
 * Each request with the tools of everything that answers it. Requests with an answer that `places` does not know are
 * left out, since it cannot be said that nothing is left.
 */
export function withoutTool(requests: readonly AnsweredRequest[], places: Iterable<ToolPlace>): readonly WithoutTool[] {
  const tools = new Map(Array.from(places, place => [place.id, toolOf(place)]));
  return requests.flatMap(({ request, relevant }) => {
    const removed = [...relevant].map(id => tools.get(id));
    if (removed.length === 0 || removed.includes(undefined)) return [];
    return [{ request, removedTools: new Set(removed.filter(tool => tool !== undefined)) }];
  });
}

/** Whether an API is still there without these tools. */
export function remains(place: Omit<ToolPlace, 'id'>, { removedTools }: WithoutTool): boolean {
  return !removedTools.has(toolOf(place));
}
