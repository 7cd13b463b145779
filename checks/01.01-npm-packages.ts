// 01.01: the project says which packages it needs.
import {
  checksFor,
  entryFile,
  fail,
  hasPackage,
  packageJsonOf,
} from './define';
import { nearFile, nearPackage, whoLists } from '../course/servers';
import { importedPackages } from '../course/steps';

export default checksFor('01.01', {
  edits: {
    'no-package-json': { file: 'package.json', remove: true },
    'broken-json': {
      file: 'package.json',
      find: '"private": true,',
      replace: '"private": true',
    },
    'no-express': {
      file: 'package.json',
      find: '"express": "^5.3.0"',
      replace: '',
    },
    'no-tsconfig': { file: 'tsconfig.json', remove: true },
    'no-typescript': {
      file: 'package.json',
      find: ',\n    "typescript": "^5.9.3"',
      replace: '',
    },
    'wrong-type': {
      file: 'app.ts',
      write: "const port: number = '3000';\n",
    },
    'unlisted-import': { file: 'app.ts', write: "import cors from 'cors';\n" },
  },
  checks: [
    {
      key: '01.01/package-json',
      title: 'There is a package.json that npm can read',
      kind: 'files',
      hints: {
        nudge: 'Which command writes the first package.json for you?',
        page: '#the-change',
        where: 'package.json',
      },
      faults: ['no-package-json', 'broken-json'],
      run(subject) {
        packageJsonOf(subject);
      },
    },
    {
      key: '01.01/express',
      title: 'package.json lists express',
      kind: 'files',
      hints: {
        nudge: 'How does npm note a package when it installs it?',
        page: '#the-change',
        where: 'package.json#dependencies',
      },
      faults: ['no-express'],
      run(subject) {
        if (hasPackage(packageJsonOf(subject), 'express')) return;
        fail('package.json lacks express. "npm install express" adds it.');
      },
    },
    {
      key: '01.01/typescript',
      title: 'A TypeScript project has typescript and a tsconfig.json',
      kind: 'files',
      hints: {
        nudge: 'Who turns TypeScript into JavaScript, and by which settings?',
        page: '#the-change',
        where: 'tsconfig.json',
      },
      faults: ['no-tsconfig', 'no-typescript'],
      run(subject) {
        if (/js$/.test(entryFile(subject) ?? '')) return;
        if (subject.file('tsconfig.json') === undefined) {
          fail('There is no tsconfig.json beside package.json.');
        }
        if (hasPackage(packageJsonOf(subject), 'typescript')) return;
        fail(
          'package.json lacks typescript. "npm install -D typescript@5" adds it.',
        );
      },
    },
    {
      key: '01.01/imports-listed',
      title: 'package.json lists every package that the code imports',
      kind: 'files',
      hints: {
        nudge: 'What would be missing on the computer of somebody else?',
        page: '#what-is-in-the-list',
        where: 'package.json#dependencies',
      },
      faults: ['unlisted-import'],
      run(subject) {
        const manifest = packageJsonOf(subject);
        const missing = importedPackages(
          subject.folder,
          (name) => name === manifest.name || hasPackage(manifest, name),
        );
        if (missing.length === 0) return;
        const names = missing.join(' and ');
        fail(
          `Your code imports ${names}, but package.json does not list ${missing.length > 1 ? 'them' : 'it'}. ` +
            missing.map((name) => remedy(name, subject.folder)).join(' '),
        );
      },
    },
  ],
});

// Only what the course uses is surely meant: any word can be the name of a
// stranger's package.
function remedy(name: string, folder: string): string {
  const file = nearFile(name, '', folder);
  if (file)
    return `For your own ${name}, write "${file}" with what leads there.`;
  const near = whoLists(name, folder) ? undefined : nearPackage(name, folder);
  if (near) return `Did you mean "${near}" by "${name}"?`;
  return `"npm install ${name}" in your folder adds it.`;
}
