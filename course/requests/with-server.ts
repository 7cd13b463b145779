// A server folder, started for some requests, with a database of its own.
import { query, tables, throwawayDatabase } from '../database';
import type { Lesson } from '../outline';
import { startServer } from '../servers';
import { machineSecret } from '../state';

export interface Live {
  readonly url: string;
  /** Its name and where it is; undefined where the lesson needs none. */
  readonly database?: string;
  /** Takes every row away, so that ids begin with 1 again. */
  empty(): Promise<void>;
}

/**
 * Starts the folder as the server of that lesson, lets it be used, ends it.
 * @throws StartFailure where it does not start
 */
export async function withServer<T>(
  lesson: Lesson,
  folder: string,
  use: (live: Live) => Promise<T>,
): Promise<T> {
  const database =
    lesson.tables === 'none'
      ? undefined
      : await throwawayDatabase(`postman_${lesson.id}`);
  try {
    const server = await startServer({
      folder,
      databaseUrl: database?.url,
      env: { JWT_SECRET: machineSecret() },
      cheapHash: true,
    });
    const empty = async () => {
      if (database) await emptyTables(database.url);
    };
    try {
      return await use({
        url: server.url,
        database:
          database && `${database.name} on ${new URL(database.url).host}`,
        empty,
      });
    } finally {
      await server.stop();
    }
  } finally {
    await database?.drop();
  }
}

// The tables stay, as the running server made them; those in which Sequelize
// keeps what it has migrated and seeded stay as they are.
async function emptyTables(url: string): Promise<void> {
  const names = (await tables(url))
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('Sequelize'));
  if (names.length === 0) return;
  const list = names.map((name) => `"${name.replaceAll('"', '""')}"`);
  await query(url, `truncate ${list.join(', ')} restart identity cascade`);
}
