// The committed files of postman/, and collections up to a lesson.
import fs from 'node:fs';
import path from 'node:path';
import { root, writtenCheckpoints } from '../find-lesson';
import type { Lesson } from '../outline';
import { readText } from '../steps';
import { collectionOf, environmentOf } from './collection';
import { examples, writeExamples, type Example } from './examples';
import { requests, requestsAt } from './in-force';

/** What a committed file must hold, by its path in the repository. */
export function postmanFiles(): Record<string, string> {
  const furthest = writtenCheckpoints.at(-1)!;
  const files: Record<string, string> = {
    'postman/node-server.postman_collection.json': text(
      collectionOf(requestsAt(furthest)),
    ),
  };
  for (const key of ['local', 'embedded'] as const) {
    const file = `postman/node-server.${key}.postman_environment.json`;
    files[file] = text(environmentOf(key));
  }
  return files;
}

/** Keeps these examples and writes all that is made from them. */
export function writePostmanFiles(recorded: Record<string, Example>): void {
  writeExamples(recorded);
  for (const [file, content] of Object.entries(postmanFiles())) {
    fs.writeFileSync(path.join(root, file), content);
  }
}

/**
 * Writes the collection of what is in force at a lesson, for import.
 * @returns its path in the repository (git ignores it)
 */
export function writeCollectionAt(lesson: Lesson, folder = root): string {
  const file = `postman/node-server-${lesson.id}.postman_collection.json`;
  const name = `Node Server, up to ${lesson.id}`;
  const collection = collectionOf(requestsAt(lesson), name);
  fs.writeFileSync(path.join(folder, file), text(collection));
  return file;
}

/** What does not agree with postman/requests/ below `folder`. */
export function postmanProblems(
  folder: string,
): { file: string; message: string }[] {
  const stale = Object.entries(postmanFiles())
    .filter(([file, content]) => content !== readText(folder, file))
    .map(([file]) => file);
  const kept = Object.keys(examples(folder)).sort();
  const wanted = requests.map(({ key }) => key).sort();
  if (kept.join() !== wanted.join()) stale.push('postman/examples.json');
  const message =
    'is not what postman/requests/ makes: type "npm run postman fix".';
  return stale.map((file) => ({ file, message }));
}

/** Indented by tabs, as Postman writes its own: a sixth smaller. */
function text(value: unknown): string {
  return `${JSON.stringify(value, null, '\t')}\n`;
}
