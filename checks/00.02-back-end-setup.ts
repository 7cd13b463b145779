// 00.02: a project folder that Git can look after.
import { checksFor, entryFile, fail, isIgnored } from './define';
import type { Subject } from './define';

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
      run(subject) {
        shouldIgnore(subject, 'node_modules/', 'node_modules/express/index.js');
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
      run(subject) {
        shouldIgnore(subject, '.env');
      },
    },
  ],
});

function shouldIgnore(subject: Subject, line: string, path = line): void {
  if (subject.file('.gitignore') === undefined) {
    fail(`There is no file .gitignore. It needs the line "${line}".`);
  }
  // Without Git nobody can say what a pattern means: then nothing is said.
  if (isIgnored(subject.folder, path) !== false) return;
  fail(
    `.gitignore does not keep ${line} out of Git: it has no line "${line}".`,
  );
}
