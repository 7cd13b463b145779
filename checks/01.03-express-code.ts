// 01.03: the smallest server, started by npm.
import { checksFor, entryFile, fail, packageJsonOf } from './define';

export default checksFor('01.03', {
  edits: {
    'no-listen': {
      file: 'app.ts',
      write: "import express from 'express';\n\nconst app = express();\n",
    },
    misspelled: { file: 'app.ts', find: 'app.listen', replace: 'app.liste' },
    'no-bracket': {
      file: 'app.ts',
      find: "3000.');\n});",
      replace: "3000.');\n};",
    },
    'no-start-script': {
      file: 'package.json',
      find: '"start": "ts-node app.ts"',
      replace: '',
    },
    'other-server': {
      file: 'package.json',
      find: 'ts-node app.ts',
      replace: 'http-server',
    },
  },
  checks: [
    {
      key: '01.03/listens',
      title: 'The server starts and answers requests',
      kind: 'http',
      hints: {
        nudge: 'Which call makes an app wait for requests?',
        page: '#the-change',
        where: 'app.ts',
      },
      faults: ['no-listen', 'misspelled', 'no-bracket'],
      // 404 is an answer too: this server has no route yet.
      async run({ ask }) {
        await ask.get('/');
      },
    },
    {
      key: '01.03/start-script',
      title: '"npm start" runs the server',
      kind: 'files',
      hints: {
        nudge: 'Where does npm look up what "start" means?',
        page: '#the-change',
        where: 'package.json#scripts',
      },
      faults: ['no-start-script', 'other-server'],
      run(subject) {
        const start = packageJsonOf(subject).scripts?.start;
        const name = entryFile(subject) ?? 'app.ts';
        if (!start) {
          fail(
            `package.json has no "start" in its "scripts". It should run ${name}.`,
          );
        }
        if (/(?<![-\w])(app|server|index|main)(?![-\w])| \.$/.test(start))
          return;
        fail(`"npm start" runs "${start}", but the server is in ${name}.`);
      },
    },
  ],
});
