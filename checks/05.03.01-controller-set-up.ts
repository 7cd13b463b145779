// 05.03.01: the first POST.
import { checksFor, shouldAnswer } from './define';

const controller = 'controllers/testcontroller.ts';

export default checksFor('05.03.01', {
  edits: {
    'get-instead': {
      file: controller,
      find: "test.post('/one'",
      replace: "test.get('/one'",
    },
    'no-mount': {
      file: 'app.ts',
      find: "app.use('/test', test);\n",
      replace: '',
    },
    'no-answer': {
      file: controller,
      find: "  res.send('Test 1 went through!');\n",
      replace: '',
    },
  },
  checks: [
    {
      key: '05.03.01/one',
      title: 'POST /test/one answers with a text',
      kind: 'http',
      hints: {
        nudge: 'Which method of your router takes a POST?',
        page: '#the-change',
        where: `${controller}#test.post('/one')`,
      },
      faults: ['get-instead', 'no-mount', 'no-answer'],
      async run({ ask }) {
        const answer = await ask.post('/test/one');
        shouldAnswer(answer, { text: /\S/, saying: 'a text' });
      },
    },
  ],
});
