// `npm start`: the course in the browser, live.
import type { Command } from '../command';
import { exitCodes, PlainError } from '../plain-error';
import { untilAskedToEnd } from '../terminal';
import { openBrowser, runningInstance, startWorkbench } from '../workbench';

export const command: Command = {
  summary: 'opens the course in your browser: read, run, send, check',
  usage: ['npm start', 'npm start 4100'],
  help: 'It takes port 4000, the one you name, or the next free one. Ctrl+C ends it, and every server it started. COURSE_BROWSER=none keeps the browser closed.',
  async run([word]) {
    const wanted = portOf(word);
    const first = await runningInstance();
    if (first && !word) {
      console.log(`The course is open already: ${first}`);
      openBrowser(first);
      return exitCodes.holds;
    }
    const workbench = await startWorkbench(wanted);
    if (workbench.port !== wanted) {
      console.log(
        `Port ${wanted} is taken; the course takes the next free one.`,
      );
    }
    console.log(`The course is at ${workbench.url}  (Ctrl+C ends it)`);
    console.log('It keeps this terminal busy. Type commands in a second one.');
    openBrowser(workbench.url);
    await untilAskedToEnd();
    await workbench.stop();
    return exitCodes.holds;
  },
};

function portOf(word?: string): number {
  if (word === undefined) return 4000;
  const port = Number(word);
  if (Number.isInteger(port) && port > 1023 && port < 65_536) return port;
  throw new PlainError(
    `"${word}" is no port for the course. Type a number from 1024 to 65535, or none.`,
  );
}
