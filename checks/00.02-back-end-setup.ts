// 00.02: a project folder that Git can look after.
import { checksFor, entryFile, fail } from './define';

export default checksFor('00.02', {
  edits: {
    'no-gitignore': { file: '.gitignore', remove: true },
    'packages-in-git': { file: '.gitignore', write: '.env\n' },
    'env-in-git': { file: '.gitignore', write: 'node_modules/\n' },
    'no-app': { file: 'app.ts', remove: true },
  },
  checks: [
    {
      key: '00.02/gitignore',
      title: '.gitignore keeps node_modules out of Git',
      kind: 'files',
      hints: {
        nudge: 'Which folder can npm bring back at any time?',
        page: '#the-change',
        where: '.gitignore',
      },
      faults: ['no-gitignore', 'packages-in-git'],
      run({ file }) {
        shouldIgnore(file('.gitignore'), 'node_modules/');
      },
    },
    {
      key: '00.02/app-file',
      title: 'There is a file app.ts for the server',
      kind: 'files',
      hints: {
        nudge: 'Which file will your server begin in?',
        page: '#the-change',
        where: 'app.ts',
      },
      faults: ['no-app'],
      run(subject) {
        if (entryFile(subject)) return;
        fail('There is no file app.ts (or app.js) in this folder.');
      },
    },
    {
      key: '00.02/env-ignored',
      title: '.gitignore keeps .env, the file of secrets, out of Git',
      kind: 'files',
      advice: true,
      hints: {
        nudge: 'Which file will hold what nobody else may read?',
        page: '#the-change',
        where: '.gitignore',
      },
      faults: ['env-in-git'],
      run({ file }) {
        shouldIgnore(file('.gitignore'), '.env');
      },
    },
  ],
});

function shouldIgnore(gitignore: string | undefined, wanted: string): void {
  if (gitignore === undefined) {
    fail(`There is no file .gitignore. It needs the line "${wanted}".`);
  }
  // Git reads `x`, `/x`, `x/` and `**/x` alike here.
  const plain = (line: string) =>
    line
      .trim()
      .replace(/^(\*\*)?\//, '')
      .replace(/\/\*{0,2}$/, '');
  if (!gitignore.split('\n').some((line) => plain(line) === plain(wanted))) {
    fail(`.gitignore has no line "${wanted}".`);
  }
}
