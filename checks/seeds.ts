// What the checks of seeds (13.01.05 and 13.01.06) have in common.
import { CheckFailure, insertRow, type FreshDatabase } from './define';

/** The ids of the rows in `tests`. */
export async function idsIn({ query }: FreshDatabase): Promise<Set<number>> {
  const rows = await query('select id from tests');
  return new Set(rows.map(({ id }) => id as number));
}

/** Rows of other people: with and without a first name. */
export async function addOthers(database: FreshDatabase): Promise<Set<number>> {
  const found = new Set<number>();
  for (const firstName of ['Ada', null]) {
    const values = { testdata: 'ten pushups', firstName };
    const { id } = await insertRow(database, 'tests', values);
    found.add(id as number);
  }
  return found;
}

/**
 * Runs the seeds, all or one, and gives the ids of the rows they planted.
 * Fails where these are none.
 */
export async function plant(
  database: FreshDatabase,
  seed?: string,
): Promise<Set<number>> {
  const before = await idsIn(database);
  const words = seed ? ['db:seed', '--seed', seed] : ['db:seed:all'];
  await database.cli(...words);
  const planted = without(await idsIn(database), before);
  if (planted.size > 0) return planted;
  throw new CheckFailure(
    `"npx sequelize-cli ${words.join(' ')}" adds no row to "tests".`,
    false,
    '13.01.05/plants',
  );
}

/** The ids of a set that are not in another. */
export function without(ids: Set<number>, others: Set<number>): Set<number> {
  return new Set([...ids].filter((id) => !others.has(id)));
}
