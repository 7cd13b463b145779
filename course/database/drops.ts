// A typed `drop database`: the course takes nothing away but its own.
import { refuseForeign } from './databases';
import type { DatabaseServer } from './server';

const aside = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'/g;
const named =
  /\b(?:drop|alter)\s+database\s+(?:if\s+exists\s+)?("(?:[^"]|"")+"|[^\s;"(]+)/gi;

/**
 * Looks for databases that SQL drops or renames. It keeps from a slip, not
 * from one who means it: they have a client of their own.
 * @throws PlainError where one of them is none of the course's
 */
export function refuseForeignDrop(server: DatabaseServer, sql: string): void {
  for (const [, name] of sql.replace(aside, ' ').matchAll(named)) {
    // Without quotes a name is in small letters.
    const plain = name.startsWith('"')
      ? name.slice(1, -1).replaceAll('""', '"')
      : name.toLowerCase();
    refuseForeign(server, plain);
  }
}
