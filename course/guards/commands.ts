// The commands: the words of the command line, their files, and the scripts of
// package.json are the same.
import fs from 'node:fs';
import path from 'node:path';
import type { Problem } from './problem';

/**
 * @param student the commands that are scripts of package.json
 * @param course those that `npm run course` takes
 */
export function commandProblems(
  root: string,
  student: readonly string[],
  course: readonly string[],
): Problem[] {
  return [
    ...scriptProblems(root, student),
    ...fileProblems(root, [...student, ...course]),
  ];
}

function scriptProblems(root: string, student: readonly string[]): Problem[] {
  const file = 'package.json';
  const text = fs.readFileSync(path.join(root, file), 'utf8');
  const scripts: Record<string, string> = JSON.parse(text).scripts;
  const wanted: Record<string, string> = { course: 'node course' };
  for (const name of student) wanted[name] = `node course ${name}`;
  const names = new Set([...Object.keys(wanted), ...Object.keys(scripts)]);
  return [...names]
    .filter((name) => scripts[name] !== wanted[name])
    .map((name) => {
      if (!scripts[name]) return { file, message: `lacks the script ${name}.` };
      const message = wanted[name]
        ? `has a script ${name} that is not "${wanted[name]}".`
        : `has a script ${name}, which is no command for students.`;
      return { file, message };
    });
}

function fileProblems(root: string, names: readonly string[]): Problem[] {
  const left = new Set(
    fs
      .readdirSync(path.join(root, 'course', 'commands'))
      .filter((name) => name.endsWith('.ts'))
      .map((name) => name.slice(0, -'.ts'.length)),
  );
  const missing = names
    .filter((name) => !left.delete(name))
    .map((name) => ({
      file: `course/commands/${name}.ts`,
      message: 'is missing, though course/command-names.ts lists it.',
    }));
  const unlisted = [...left].map((name) => ({
    file: `course/commands/${name}.ts`,
    message: 'is not listed in course/command-names.ts.',
  }));
  return [...missing, ...unlisted];
}
