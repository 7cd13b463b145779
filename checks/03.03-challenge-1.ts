// 03.03: a second route on the router, written alone.
import { checksFor, shouldAnswer } from './define';

const controller = 'controllers/testcontroller.ts';
const route = `test.get('/about', (req, res) => {
  res.send('This is an about route');
});
`;

export default checksFor('03.03', {
  edits: {
    'no-slash': { file: controller, find: "'/about'", replace: "'about'" },
    'whole-path': {
      file: controller,
      find: "'/about'",
      replace: "'/test/about'",
    },
    'other-text': {
      file: controller,
      find: 'This is an about route',
      replace: 'Hey!!! This is a test route!',
    },
    'no-send': {
      file: controller,
      find: "  res.send('This is an about route');\n",
      replace: '',
    },
    'second-about': {
      file: controller,
      find: route,
      replace: `${route}\n${route.replace('This is an about route', 'This is another one')}`,
    },
  },
  checks: [
    {
      key: '03.03/about',
      title: 'GET /test/about answers "This is an about route"',
      kind: 'http',
      until: '05.03.00',
      hints: {
        nudge: 'What is left of /test/about when you take /test away?',
        page: '#how-it-works',
        where: `${controller}#test.get('/about')`,
      },
      faults: ['no-slash', 'whole-path', 'other-text', 'no-send'],
      async run({ ask }) {
        const answer = await ask.get('/test/about');
        shouldAnswer(answer, { text: 'This is an about route' });
      },
    },
  ],
});
