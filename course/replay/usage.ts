// The forms of a command, read from its file: this room is below the commands
// and does not import them.
import fs from 'node:fs';
import path from 'node:path';
import type * as t from '@babel/types';
import { root } from '../find-lesson';
import { parseCode } from '../lessons';

const known = new Map<string, string[][]>();

/**
 * The words of each form that a command's help shows, the command's own first:
 * `['check', '03.02', 'watch']`.
 */
export function usagesOf(name: string): string[][] {
  const found = known.get(name) ?? readUsages(name);
  known.set(name, found);
  return found;
}

function readUsages(name: string): string[][] {
  const file = path.join(root, 'course', 'commands', `${name}.ts`);
  if (!fs.existsSync(file)) return [];
  const lines: string[] = [];
  visit(parseCode(fs.readFileSync(file, 'utf8'), file).program, false, lines);
  return lines.map((line) => {
    // What it does stands behind two spaces.
    const [form] = line.split(/ {2,}/);
    const words: string[] = form.match(/"[^"]*"|<[^>]*>|\S+/g) ?? [];
    return words.slice(words.indexOf(name));
  });
}

// All texts inside `usage: [ … ]`; a value put into one stands for any word.
function visit(node: unknown, inside: boolean, lines: string[]): void {
  if (Array.isArray(node)) {
    return node.forEach((one) => visit(one, inside, lines));
  }
  if (!node || typeof (node as t.Node).type !== 'string') return;
  const one = node as t.Node;
  if (inside && one.type === 'StringLiteral') lines.push(one.value);
  else if (inside && one.type === 'TemplateLiteral') {
    lines.push(one.quasis.map(({ value }) => value.cooked).join('<any>'));
  } else {
    const isUsage =
      one.type === 'ObjectProperty' &&
      one.key.type === 'Identifier' &&
      one.key.name === 'usage';
    for (const value of Object.values(one)) {
      visit(value, inside || isUsage, lines);
    }
  }
}
