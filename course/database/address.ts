// Addresses of databases: `postgres://user:password@host:port/name`.
import fs from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { root } from '../find-lesson';
import { PlainError } from '../plain-error';

/** The parts of an address that people are told. */
export interface Address {
  host: string;
  port: number;
  user: string;
  password: string;
  name: string;
}

/**
 * The DATABASE_URL of the environment or, if it has none, of `.env` in the
 * course's folder. An empty one means: the PostgreSQL of the course.
 */
export function databaseUrl(): string | undefined {
  return (process.env.DATABASE_URL ?? fromFile())?.trim() || undefined;
}

function fromFile(): string | undefined {
  const file = path.join(root, '.env');
  if (!fs.existsSync(file)) return undefined;
  return parseEnv(fs.readFileSync(file, 'utf8')).DATABASE_URL;
}

/**
 * Reads an address.
 * @throws PlainError that says what is wrong with it, never with its password
 */
export function readAddress(url: string): Address {
  const wrong = (what: string) =>
    new PlainError(
      `DATABASE_URL ${what}; it should look like postgres://user:password@127.0.0.1:5432/postgres.`,
    );
  if (!/^postgres(ql)?:\/\//.test(url)) {
    throw wrong('does not begin with postgres://');
  }
  const form =
    'a sign such as @ / # in its password must be in % form: @ is %40, / is %2F, # is %23';
  if (!URL.canParse(url)) throw wrong(`is no address (${form})`);
  const parsed = new URL(url);
  const { hostname, port, username, password, pathname } = parsed;
  // The password ended at its own / or #, and what follows was no host.
  const { hash, search } = parsed;
  if (/@/.test(pathname + hash) || /^\?[^=]*@/.test(search)) {
    throw wrong(`has an @ after its host (${form})`);
  }
  if (!hostname) throw wrong('names no host');
  try {
    const [user, secret, name] = [username, password, pathname.slice(1)].map(
      decodeURIComponent,
    );
    if (!user) throw wrong('names no user');
    if (!name) throw wrong('names no database after its last /');
    return {
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port || 5432),
      user,
      password: secret,
      name,
    };
  } catch (error) {
    if (error instanceof PlainError) throw error;
    throw wrong('has a % that stands for nothing (% itself is %25)');
  }
}

/** The same address with another database. */
export function withName(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${encodeURIComponent(name)}`;
  return address.href;
}

/** The same address with a schema in place of a database. */
export function withSchema(url: string, schema: string): string {
  const address = new URL(url);
  address.searchParams.delete('options');
  const query = address.searchParams.toString();
  const options = `options=-c%20search_path%3D${schema}`;
  address.search = query ? `${query}&${options}` : options;
  return address.href;
}

/** The schema that stands in for a database in this address, if one does. */
export function schemaOf(url: string): string | undefined {
  const options = new URL(url).searchParams.get('options') ?? '';
  return /search_path=(course_\w+)/.exec(options)?.[1];
}
