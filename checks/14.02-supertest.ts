// 14.02: the app is built apart from the server, and tests ask it.
import { checksFor, fail } from './define';
import { passing, shouldNotice, testFiles } from './own-tests';

const tests = 'tests/app.test.ts';
const dependsOn = [...testFiles, 'app.ts', 'server.ts'];

export default checksFor('14.02', {
  edits: {
    'no-asking': { file: tests, remove: true },
    'listens-again': {
      file: 'app.ts',
      find: 'app.use(handleErrors);\n',
      replace: 'app.use(handleErrors);\n\napp.listen(3000);\n',
    },
    'old-start': {
      file: 'package.json',
      find: 'ts-node server.ts',
      replace: 'ts-node app.ts',
    },
    'no-settings': {
      file: 'jest.config.js',
      find: `  // Runs before each test file, so before env.ts looks.
  setupFiles: ['<rootDir>/tests/settings.ts'],
`,
      replace: '',
    },
    'no-statuses': {
      file: tests,
      write: `// Looks at headers alone.
import { expect, it } from '@jest/globals';
import request from 'supertest';
import { app } from '../app';

it('lets pages of every origin read its answers', async () => {
  const res = await request(app).get('/nowhere');
  expect(res.headers).toHaveProperty('access-control-allow-origin', '*');
});
`,
    },
    // What the tests are there for: a line is moved by mistake.
    'gate-gone': {
      file: 'app.ts',
      find: "app.use('/api/log', validateSession, logs);",
      replace: "app.use('/api/log', logs);",
    },
  },
  checks: [
    {
      key: '14.02/asks',
      title:
        'The tests send requests to the app, and nothing listens at a port',
      kind: 'own tests',
      dependsOn,
      hints: {
        nudge: 'What happens to whoever only imports your app?',
        page: '#the-change',
        where: 'app.ts',
      },
      faults: ['no-asking', 'listens-again', 'old-start'],
      async run(subject) {
        const { requests, listens } = await passing(subject);
        if (requests.length === 0) {
          fail('No test of yours sends a request to the app.');
        }
        if (listens.length === 0) return;
        fail(
          `A test that imports the app makes it listen on port ${listens[0]}. Two test files at once cannot both have it.`,
        );
      },
    },
    {
      key: '14.02/bites',
      title: 'An app that refuses nothing makes the tests red',
      kind: 'own tests',
      until: '14.04',
      dependsOn,
      hints: {
        nudge: 'Which of your tests looks at a status?',
        page: '#how-it-works',
        where: tests,
      },
      faults: ['no-asking', 'no-statuses'],
      run: (subject) =>
        shouldNotice(subject, {
          fault: 'success',
          asked: { 'a request that is refused': ({ status }) => status >= 400 },
          when: 'what it refused, it answers with 200 now',
        }),
    },
  ],
});
