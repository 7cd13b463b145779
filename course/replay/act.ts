// What the browser's console prints when a person does something on a page:
// an act, named in the lesson's checks.
import {
  openBrowser,
  type Act,
  type ClientBrowser,
  type ConsoleLine,
} from '../browser';
import { checksOf } from '../checking';
import { lessonOfKey } from '../find-lesson';
import type { Lesson } from '../outline';
import { PlainError } from '../plain-error';

/** One browser for all acts of a run, one act at a time. */
export interface SharedBrowser {
  use<T>(act: (browser: ClientBrowser) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** It is started by the first act. */
export function shareBrowser(): SharedBrowser {
  let browser: Promise<ClientBrowser> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  return {
    use(act) {
      const turn = async () => act(await (browser ??= openBrowser()));
      const now = last.then(turn);
      last = now.catch(() => undefined);
      return now;
    },
    async close() {
      await last;
      await (await browser?.catch(() => undefined))?.close();
    },
  };
}

/** `hello` of this lesson, or `09.02/hello`. @throws PlainError */
export function findAct(lesson: Lesson, name: string): Act {
  const [own, of] = name.split('/').reverse();
  const from = of ? lessonOfKey(name) : lesson;
  const { acts } = checksOf(from);
  if (Object.hasOwn(acts, own)) return acts[own];
  const known = Object.keys(acts).join(', ') || 'none';
  throw new PlainError(
    `checks/${from.name}.ts has no act "${own}". It has: ${known}.`,
  );
}

/** Line by line; an error has ✖ before it, a warning ⚠, as their icons. */
export function printed(lines: readonly ConsoleLine[]): string {
  const marks = { error: '✖ ', warning: '⚠ ', log: '' };
  return lines.map(({ level, text }) => `${marks[level]}${text}\n`).join('');
}
