// 05.03.04: the answer waits for the row.
import { randomUUID } from 'node:crypto';
import {
  checksFor,
  fail,
  sendItem,
  shouldAnswer,
  withoutTable,
  withSlowInserts,
} from './define';

const controller = 'controllers/testcontroller.ts';
const wait = '  await Test.create({ testdata: item });\n';

export default checksFor('05.03.04', {
  edits: {
    'no-await': {
      file: controller,
      find: wait,
      replace: wait.replace('await ', '').replace(';', '.catch(logFailure);'),
    },
    'answer-first': {
      file: controller,
      find: `${wait}  res.send('Test 4 went through!');\n`,
      replace: `  res.send('Test 4 went through!');\n${wait}`,
    },
    swallowed: {
      file: controller,
      find: wait,
      replace: wait.replace(';', '.catch(logFailure);'),
    },
    'no-async': {
      file: controller,
      find: "post('/four', async (",
      replace: "post('/four', (",
    },
    misspelled: {
      file: controller,
      find: `.item;\n${wait}`,
      replace: `.itme;\n${wait}`,
    },
  },
  checks: [
    {
      key: '05.03.04/four',
      title: 'POST /test/four answers after the row is stored',
      kind: 'database',
      hints: {
        nudge: 'Which word makes the next line wait for a promise?',
        page: '#the-change',
        where: `${controller}#test.post('/four')`,
      },
      dependsOn: ['app.ts', 'controllers/testcontroller.ts', 'models/test.ts'],
      faults: ['no-await', 'answer-first'],
      async run({ ask, db }) {
        shouldAnswer(await ask.post('/test/one'), { of: '05.03.01/one' });
        const item = `check ${randomUUID()}`;
        await withSlowInserts(db, 'tests', async () => {
          const answer = await sendItem(ask, '/test/four', item);
          shouldAnswer(answer, {});
          const sql = 'select id from tests where testdata = $1';
          if ((await db.query(sql, [item])).length > 0) return;
          fail(
            'POST /test/four answered before its row was stored: at that ' +
              'moment "tests" did not hold the text.',
          );
        });
      },
    },
    {
      key: '05.03.04/failure-told',
      title: 'POST /test/four does not claim success where nothing was stored',
      kind: 'database',
      hints: {
        nudge: 'What should the client hear if create is rejected?',
        page: '#how-it-works',
        where: `${controller}#test.post('/four')`,
      },
      faults: ['no-await', 'swallowed'],
      async run({ ask, db }) {
        const body = { testdata: { item: 'a check' } };
        shouldAnswer(await sendItem(ask, '/test/four', 'a check'), {});
        await withoutTable(db, 'tests', async () => {
          const answer = await ask.post('/test/four').send(body);
          if (answer.status >= 400) return;
          fail(
            `The database could not store the row, and POST /test/four still ` +
              `answered ${answer.status}. A failure must not look like success.`,
          );
        });
      },
    },
  ],
});
