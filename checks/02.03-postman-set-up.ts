// 02.03: the first answer.
import { checksFor, shouldAnswer } from './define';

const send = `res.send("This is data from the /api/test endpoint. It's from the server.");`;
const route = `app.get('/api/test', (req, res) => {\n  ${send}\n});\n`;

export default checksFor('02.03', {
  edits: {
    'other-path': {
      file: 'app.ts',
      find: "app.get('/api/test'",
      replace: "app.get('/api/tset'",
    },
    'below-listen': [
      { file: 'app.ts', find: `${route}\n`, replace: '' },
      {
        file: 'app.ts',
        find: "3000.');\n});\n",
        replace: `3000.');\n});\n\n${route}`,
      },
    ],
    'post-only': {
      file: 'app.ts',
      find: "app.get('/api/test'",
      replace: "app.post('/api/test'",
    },
    'no-send': {
      file: 'app.ts',
      find: `  ${send}\n`,
      replace: '',
    },
    'empty-answer': {
      file: 'app.ts',
      find: send,
      replace: 'res.end();',
    },
  },
  checks: [
    {
      key: '02.03/api-test',
      title: 'GET /api/test answers with a text',
      kind: 'http',
      until: '05.03.00',
      hints: {
        nudge: 'Does any route name both the method and the path you ask for?',
        page: '#the-change',
        where: "app.ts#app.get('/api/test')",
      },
      faults: ['other-path', 'post-only', 'no-send', 'empty-answer'],
      async run({ ask }) {
        const answer = await ask.get('/api/test');
        shouldAnswer(answer, { text: /\S/, saying: 'a text' });
      },
    },
  ],
});
