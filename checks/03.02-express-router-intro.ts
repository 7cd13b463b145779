// 03.02: a router in a file of its own, mounted at /test.
import { checksFor, codeFiles, fail, entryFile, shouldAnswer } from './define';

const controller = 'controllers/testcontroller.ts';
const mount = "app.use('/test', test);\n";

export default checksFor('03.02', {
  edits: {
    'no-mount': { file: 'app.ts', find: mount, replace: '' },
    'no-export': {
      file: controller,
      find: 'export const test',
      replace: 'const test',
    },
    'no-call': {
      file: controller,
      find: 'express.Router()',
      replace: 'express.Router',
    },
    'whole-path': {
      file: controller,
      find: "test.get('/'",
      replace: "test.get('/test'",
    },
    'second-mount': {
      file: 'app.ts',
      find: mount,
      replace: `${mount}app.use('/hello', test);\n`,
    },
    'no-router': [
      { file: controller, remove: true },
      {
        file: 'app.ts',
        find: "import { test } from './controllers/testcontroller';\n",
        replace: '',
      },
      {
        file: 'app.ts',
        find: mount,
        replace: "app.get('/test', (req, res) => {\n  res.send('Hey');\n});\n",
      },
    ],
  },
  checks: [
    {
      key: '03.02/test-route',
      title: 'GET /test answers with a text',
      kind: 'http',
      until: '05.03.00',
      hints: {
        nudge: 'Who tells the app that your router is there?',
        page: '#how-it-works',
        where: "app.ts#app.use('/test')",
      },
      faults: ['no-mount', 'no-export', 'no-call', 'whole-path'],
      async run({ ask }) {
        const answer = await ask.get('/test');
        shouldAnswer(answer, { text: /\S/, saying: 'a text' });
      },
    },
    {
      key: '03.02/router-file',
      title: 'The routes of /test are a router in a file of their own',
      kind: 'files',
      hints: {
        nudge: 'Which function makes an empty collection of routes?',
        page: '#the-change',
        where: `${controller}#test`,
      },
      faults: ['no-router'],
      run(subject) {
        const entry = entryFile(subject);
        const apart = codeFiles(subject).filter((file) => file !== entry);
        const routers = apart.filter((file) =>
          /\bRouter\b/.test(subject.file(file) ?? ''),
        );
        if (routers.length > 0) return;
        const inEntry = /\bRouter\b/.test(subject.file(entry ?? '') ?? '');
        const which = inEntry ? `No file but ${entry}` : 'No file';
        fail(
          `${which} makes a router (express.Router). This lesson gives it a file of its own.`,
        );
      },
    },
  ],
});
