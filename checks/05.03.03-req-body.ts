// 05.03.03: what the client sent is what is stored.
import { randomUUID } from 'node:crypto';
import {
  checksFor,
  fail,
  failOverUnreadBody,
  sendItem,
  shouldAnswer,
  waitFor,
} from './define';

const controller = 'controllers/testcontroller.ts';
const parser = 'app.use(express.json());\n';
const mount = "app.use('/test', test);\n";
const comment = '// Above the routes, so that they find the body read.\n';

export default checksFor('05.03.03', {
  edits: {
    'no-parser': { file: 'app.ts', find: comment + parser, replace: '' },
    'parser-below': [
      { file: 'app.ts', find: comment + parser, replace: '' },
      { file: 'app.ts', find: mount, replace: mount + parser },
    ],
    'fixed-text': {
      file: controller,
      find: 'Test.create({ testdata: item })',
      replace: "Test.create({ testdata: 'always this' })",
    },
    trimmed: {
      file: controller,
      find: 'Test.create({ testdata: item })',
      replace: 'Test.create({ testdata: item?.trim() })',
    },
    'lower-case': {
      file: controller,
      find: 'Test.create({ testdata: item })',
      replace: 'Test.create({ testdata: item?.toLowerCase() })',
    },
    'no-question-marks': [
      { file: 'app.ts', find: comment + parser, replace: '' },
      {
        file: controller,
        find: 'req.body?.testdata?.item',
        replace: 'req.body.testdata.item',
      },
    ],
    'called-body': {
      file: controller,
      find: 'req.body?.testdata?.item',
      replace: 'req.body().testdata.item',
    },
    'called-parser': {
      file: 'app.ts',
      find: 'express.json()',
      replace: 'express.json',
    },
  },
  checks: [
    {
      key: '05.03.03/three',
      title: 'POST /test/three stores the text that was sent',
      kind: 'database',
      hints: {
        nudge: 'Who reads the JSON of the body before your route is asked?',
        page: '#how-it-works',
        where: 'app.ts#app.use(express.json())',
      },
      faults: [
        'no-parser',
        'parser-below',
        'fixed-text',
        'trimmed',
        'lower-case',
      ],
      async run({ ask, db }) {
        // A text that is changed on the way is not the text that was sent.
        const item = ` Ein  Chéck ${randomUUID()} `;
        const answer = await sendItem(ask, '/test/three', item);
        shouldAnswer(answer, {});
        const sql = 'select id from tests where testdata = $1';
        const stored = async () => (await db.query(sql, [item])).length > 0;
        if (await waitFor(stored)) return;
        await failOverUnreadBody(ask, answer);
        fail(
          `POST /test/three was sent { testdata: { item: "${item}" } }, ` +
            'but no row of "tests" has that text.',
        );
      },
    },
  ],
});
