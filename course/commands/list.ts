// `npm run list`: the course at a glance.
import type { Command } from '../command';
import { courseFinish, findLesson } from '../find-lesson';
import { exitCodes } from '../plain-error';
import { lessons, modules, type Lesson } from '../outline';

export const command: Command = {
  summary: 'lists all lessons',
  usage: ['npm run list', 'npm run list 03'],
  help: 'A lesson with * has a checkpoint: a server you can run and check. "coming" means: not written yet. "npm run step finish" runs the course finish.',
  async run(words, flags) {
    const shown = lessons.filter(
      (one) =>
        words.length === 0 ||
        words.some((word) => one.id.startsWith(padded(word))),
    );
    // A part of a title, or a wrong word: found, or answered in a sentence.
    if (shown.length === 0)
      words.forEach((word) => shown.push(findLesson(word)));
    if (flags.json) {
      console.log(JSON.stringify(shown, null, 2));
      return exitCodes.holds;
    }
    for (const { id, title } of modules) {
      const inside = shown.filter((one) => one.module === id);
      if (inside.length === 0) continue;
      console.log(`\n${id} ${title}`);
      for (const one of inside) {
        const mark = one.kind === 'checkpoint' ? '*' : ' ';
        console.log(`  ${mark} ${one.id.padEnd(9)} ${one.title}${note(one)}`);
      }
    }
    return exitCodes.holds;
  },
};

function note(lesson: Lesson): string {
  if (!lesson.written) return '  (coming)';
  return lesson === courseFinish ? '  (the course finish)' : '';
}

/** `5` is module 05; `5.3` are the lessons of 05.03. */
function padded(word: string): string {
  return /^[\d.]+$/.test(word) ? word.replace(/\b\d\b/g, '0$&') : word;
}
