// 05.03.02: a row is stored, and a failure is no end.
import { setTimeout as wait } from 'node:timers/promises';
import {
  checksFor,
  countRows,
  fail,
  shouldAnswer,
  waitFor,
  withoutTable,
} from './define';

const controller = 'controllers/testcontroller.ts';
const create =
  "  Test.create({ testdata: 'Test data for endpoint two' }).catch(logFailure);\n";
const misspelled = create.replace('testdata', 'testdate');

export default checksFor('05.03.02', {
  edits: {
    'no-create': { file: controller, find: create, replace: '' },
    'not-stored': {
      file: controller,
      find: create,
      replace: create
        .replace('create', 'build')
        .replace('.catch(logFailure)', ''),
    },
    uncaught: {
      file: controller,
      find: create,
      replace: create.replace('.catch(logFailure)', ''),
    },
    misspelled: { file: controller, find: create, replace: misspelled },
    'misspelled-uncaught': {
      file: controller,
      find: create,
      replace: misspelled.replace('.catch(logFailure)', ''),
    },
    'small-letter': {
      file: controller,
      find: 'Test.create',
      replace: 'test.create',
    },
    untyped: { file: controller, find: 'err: Error', replace: 'err' },
    'same-id': {
      file: controller,
      find: create,
      replace:
        "  Test.create({ testdata: 'Test data for endpoint two', id: 1 }).catch(\n    logFailure,\n  );\n",
    },
  },
  checks: [
    {
      key: '05.03.02/two',
      title: 'POST /test/two stores a row',
      kind: 'database',
      hints: {
        nudge: 'Which method of the model makes a row and stores it?',
        page: '#the-change',
        where: `${controller}#test.post('/two')`,
      },
      faults: ['no-create', 'not-stored'],
      async run({ ask, db }) {
        shouldAnswer(await ask.post('/test/one'), { of: '05.03.01/one' });
        const before = await countRows(db, 'tests');
        shouldAnswer(await ask.post('/test/two'), {});
        const came = async () => (await countRows(db, 'tests')) > before;
        if (await waitFor(came)) return;
        fail('POST /test/two answered, but the table "tests" has no new row.');
      },
    },
    {
      key: '05.03.02/failure-survived',
      title: 'A row that cannot be stored does not end the server',
      kind: 'http',
      hints: {
        nudge: 'Who hears of it when the promise of create is rejected?',
        page: '#how-it-works',
        where: `${controller}#logFailure`,
      },
      dependsOn: ['app.ts', 'controllers/testcontroller.ts', 'models/test.ts'],
      faults: ['uncaught'],
      async run({ server, ask, db }) {
        shouldAnswer(await ask.post('/test/two'), {});
        const { alive, exited, log } = await server();
        await withoutTable(db, 'tests', async () => {
          const before = log().length;
          // Its answer may be success or failure; it must not be the last one.
          await ask.post('/test/two');
          await waitFor(async () => !alive() || log().length > before);
          await Promise.race([exited, wait(250)]);
          if (alive()) return;
          fail(
            'POST /test/two could not store its row, and your server ended: ' +
              'nobody caught the failure of create.',
          );
        });
      },
    },
  ],
});
