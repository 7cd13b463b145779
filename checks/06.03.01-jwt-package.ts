// 06.03.01: the package that makes tokens.
import {
  checksFor,
  codeFiles,
  fail,
  hasPackage,
  packageJsonOf,
} from './define';

export default checksFor('06.03.01', {
  edits: {
    'not-listed': {
      file: 'package.json',
      find: '    "jsonwebtoken": "^9.0.3",\n',
      replace: '',
    },
    'not-imported': {
      file: 'controllers/usercontroller.ts',
      find: "import jwt from 'jsonwebtoken';\n",
      replace: '',
    },
  },
  checks: [
    {
      key: '06.03.01/package',
      title: 'package.json lists jsonwebtoken',
      kind: 'files',
      hints: {
        nudge: 'Which command adds a package to your project?',
        page: '#the-change',
        where: 'package.json#dependencies',
      },
      faults: ['not-listed'],
      run(subject) {
        if (hasPackage(packageJsonOf(subject), 'jsonwebtoken')) return;
        fail(
          'package.json lacks jsonwebtoken. "npm install jsonwebtoken@9" adds it.',
        );
      },
    },
    {
      key: '06.03.01/import',
      title: 'A file of the server imports jsonwebtoken',
      kind: 'files',
      hints: {
        nudge: 'Which file will make the token?',
        page: '#the-change',
        where: "controllers/usercontroller.ts#import 'jsonwebtoken'",
      },
      faults: ['not-imported'],
      run(subject) {
        const imports = /(from|require\()\s*['"]jsonwebtoken['"]/;
        const files = codeFiles(subject);
        if (files.some((file) => imports.test(subject.file(file) ?? '')))
          return;
        fail('No file imports jsonwebtoken yet.');
      },
    },
  ],
});
