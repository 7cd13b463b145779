// 09.02: the page asks the server; the browser keeps the answer from it.
import { checksFor, shouldAnswer, type ClientPage } from './define';

const controller = 'controllers/testcontroller.ts';
const script = 'client/01-scripts.js';
const asks = 'await fetch(`${server}/test/helloclient`)';
const answers =
  "  res.send('This is a message from the server to the client.');\n";
const listener = ".addEventListener('click', fetchHelloDataFromAPI)";

const parser = `// Above the routes, so that they find the body read.
app.use(express.json());
`;
const log = (last: string) => `app.use((req, res, next) => {
  console.log(req.method, req.path);
${last}});

`;

export default checksFor('09.02', {
  edits: {
    'post-instead': {
      file: controller,
      find: "test.get('/helloclient'",
      replace: "test.post('/helloclient'",
    },
    'no-route': {
      file: controller,
      find: `test.get('/helloclient', (req, res) => {\n${answers}});\n`,
      replace: '',
    },
    'no-answer': { file: controller, find: answers, replace: '' },
    'no-listener': {
      file: script,
      find: `document\n  .querySelector('#hello-button')\n  ${listener};\n`,
      replace: '',
    },
    'other-id': { file: script, find: '#hello-button', replace: '#hello' },
    'called-at-once': {
      file: script,
      find: listener,
      replace: ".addEventListener('click', fetchHelloDataFromAPI())",
    },
    'other-path': {
      file: script,
      find: asks,
      replace: 'await fetch(`${server}/helloclient`)',
    },
    'own-origin': {
      file: script,
      find: asks,
      replace: "await fetch('/test/helloclient')",
    },
    // Not faults for a check: the page tries them.
    'with-type': {
      file: script,
      find: asks,
      replace:
        "await fetch(`${server}/test/helloclient`, {\n    headers: { 'Content-Type': 'application/json' },\n  })",
    },
    'no-cors': {
      file: script,
      find: asks,
      replace:
        "await fetch(`${server}/test/helloclient`, {\n    mode: 'no-cors',\n  })",
    },
    // For 09.03, a page of ideas: a middleware that goes on, and two that don't.
    logged: {
      file: 'app.ts',
      find: parser,
      replace: `${log('  next();\n')}${parser}`,
    },
    forgotten: { file: 'app.ts', find: parser, replace: `${log('')}${parser}` },
    closed: {
      file: 'app.ts',
      find: parser,
      replace: `app.use((req, res, next) => {
  res.status(503).json({ error: 'Closed for today' });
});

${parser}`,
    },
    below: {
      file: 'app.ts',
      find: "app.use('/api/user', users);\n",
      replace: `app.use('/api/user', users);\n\n${log('  next();\n').trimEnd()}\n`,
    },
  },
  acts: {
    open: async () => {},
    hello: (page: ClientPage) => page.press('GET /test/helloclient'),
  },
  checks: [
    {
      key: '09.02/helloclient',
      title: 'GET /test/helloclient answers with a text',
      kind: 'http',
      hints: {
        nudge: 'Which method does a route have that only gives something?',
        page: '#the-change',
        where: `${controller}#test.get('/helloclient')`,
      },
      faults: ['post-instead', 'no-route', 'no-answer'],
      async run({ ask }) {
        const answer = await ask.get('/test/helloclient');
        shouldAnswer(answer, { text: /\S/, saying: 'a text' });
      },
    },
    {
      key: '09.02/button',
      title: 'A button of the page sends GET /test/helloclient',
      kind: 'browser',
      dependsOn: ['client/index.html', script],
      hints: {
        nudge: 'What ties a button to the function that it should run?',
        page: '#how-it-works',
        where: `${script}#fetchHelloDataFromAPI`,
      },
      faults: [
        'no-listener',
        'other-id',
        'called-at-once',
        'other-path',
        'own-origin',
      ],
      async run({ page }) {
        const opened = await page();
        await opened.press('GET /test/helloclient');
      },
    },
  ],
});
