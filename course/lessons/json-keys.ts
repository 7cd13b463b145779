// A property of a JSON file by its path of keys: `scripts`, `scripts.start`.
import { parseExpression } from '@babel/parser';
import type { Expression, ObjectProperty } from '@babel/types';
import { PlainError } from '../plain-error';
import { dedent, keyName, type Part } from './statements';

/**
 * The text of one property, `"scripts": { … }`, without what is around it.
 * @throws PlainError that names the keys there are
 */
export function findKey(source: string, file: string, name: string): Part {
  let value = parseJson(source, file);
  let property: ObjectProperty | undefined;
  for (const key of name.split('.')) {
    const properties = propertiesOf(value);
    property = properties.find((one) => keyName(one) === key);
    if (!property) {
      const known = properties.map(keyName).join(', ') || 'none';
      throw new PlainError(
        `${file} has no key "${name}". The keys there are: ${known}.`,
      );
    }
    value = property.value as Expression;
  }
  const { start, end, loc } = property!;
  const indented = ' '.repeat(loc!.start.column) + source.slice(start!, end!);
  return {
    names: [name],
    kind: 'key',
    depth: 0,
    from: loc!.start.line,
    to: loc!.end.line,
    text: dedent(indented.split('\n')),
  };
}

function parseJson(source: string, file: string): Expression {
  try {
    return parseExpression(source);
  } catch (error) {
    const { loc } = error as { loc?: { line: number } };
    throw new PlainError(`${file}:${loc?.line ?? 1} is not valid JSON.`);
  }
}

function propertiesOf(value: Expression): ObjectProperty[] {
  if (value.type !== 'ObjectExpression') return [];
  return value.properties.filter((one) => one.type === 'ObjectProperty');
}
