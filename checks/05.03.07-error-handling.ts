// 05.03.07: whose mistake it was: 400 for the client's, 500 for ours.
import {
  checksFor,
  countRows,
  expect,
  fail,
  refuses,
  sendItem,
  shouldAnswer,
  shouldRefuse,
  shown,
  waitFor,
  withoutTable,
} from './define';

const controller = 'controllers/testcontroller.ts';
const refuse =
  "    res.status(400).json({ error: 'Send a text as testdata.item' });\n";
const ours =
  "    res.status(500).json({ error: 'The item could not be stored' });\n";
const test = "typeof value === 'string' && value !== '' && value.length <= 255";

const sync = '  await sequelize.sync();\n';
const seven = `  const item = req.body?.testdata?.item;
  if (!isText(item)) {
${refuse}    return;
  }
  try {
    const row = await Test.create({ testdata: item });
    res.status(201).json({ testdata: row });
  } catch (err) {
    // Our trouble, not the client's: the details are for the log alone.
    console.error(err);
${ours}  }
`;

export default checksFor('05.03.07', {
  edits: {
    'no-if': {
      file: controller,
      find: '  if (!isText(item)) {',
      replace: '  if (false) {',
    },
    'no-return': {
      file: controller,
      find: `${refuse}    return;\n`,
      replace: refuse,
    },
    'plain-500': {
      file: controller,
      find: refuse,
      replace: refuse.replace('400', '500'),
    },
    'any-type': {
      file: controller,
      find: test,
      replace: "value !== undefined && value !== ''",
    },
    'any-length': {
      file: controller,
      find: test,
      replace: "typeof value === 'string' && value !== ''",
    },
    'one-less': {
      file: controller,
      find: 'value.length <= 255',
      replace: 'value.length < 255',
    },
    trimmed: {
      file: controller,
      find: seven,
      replace: seven.replace('testdata: item }', 'testdata: item.trim() }'),
    },
    'empty-too': {
      file: controller,
      find: test,
      replace: "typeof value === 'string' && value.length <= 255",
    },
    'says-all': {
      file: controller,
      find: ours,
      replace: '    res.status(500).json({ error: String(err) });\n',
    },
    'ours-as-400': {
      file: controller,
      find: ours,
      replace: ours.replace('500', '400'),
    },
    'plain-200': {
      file: controller,
      find: '    res.status(201).json({ testdata: row });\n  } catch',
      replace: '    res.json({ testdata: row });\n  } catch',
    },
    // The old course's way, its answer by two arguments included.
    'old-send': {
      file: controller,
      find: `async (req, res) => {\n${seven}`,
      replace: `(req, res) => {
  Test.create({ testdata: req.body.testdata.item }).then(
    (row) => res.json({ testdata: row }),
    (err) => res.send(500, err.message),
  );
`,
    },
    'no-try': {
      file: controller,
      find: seven,
      replace: `  const item = req.body?.testdata?.item;
  const row = await Test.create({ testdata: item });
  res.status(201).json({ testdata: row });
`,
    },
    // A database that fails: the table is never made.
    'no-table': { file: 'app.ts', find: sync, replace: '' },
    'no-table-says-all': [
      { file: 'app.ts', find: sync, replace: '' },
      {
        file: controller,
        find: ours,
        replace: '    res.status(500).json({ error: String(err) });\n',
      },
    ],
    'no-spaces': {
      file: controller,
      find: "value !== ''",
      replace: "value.trim() !== ''",
    },
  },
  checks: [
    {
      key: '05.03.07/seven',
      title: 'POST /test/seven stores a text: 201 and the row as "testdata"',
      kind: 'http',
      hints: {
        nudge: 'What does /test/six do when all is well?',
        page: '#the-change',
        where: `${controller}#test.post('/seven')`,
      },
      faults: ['plain-200', 'trimmed'],
      async run({ ask }) {
        const item = ' A Chéck  of seven ';
        const got = await sendItem(ask, '/test/seven', item);
        const row = { id: expect.any(Number), testdata: item };
        shouldAnswer(got, {
          status: 201,
          json: expect.objectContaining({
            testdata: expect.objectContaining(row),
          }),
          saying: 'an object whose "testdata" is the row,',
        });
      },
    },
    {
      key: '05.03.07/missing',
      title: 'POST /test/seven without an item answers 400 and why',
      kind: 'http',
      hints: {
        nudge: 'What is item if the body has none, and who made the mistake?',
        page: '#how-it-works',
        where: `${controller}#test.post('/seven')`,
      },
      dependsOn: ['app.ts', 'controllers/testcontroller.ts', 'models/test.ts'],
      faults: ['no-if', 'no-return', 'plain-500', 'empty-too'],
      async run({ ask, db }) {
        const before = await countRows(db, 'tests');
        const bodies = [
          undefined,
          {},
          { testdata: {} },
          { testdata: { item: '' } },
        ];
        await refuses(ask, 'POST /test/seven', bodies, 400);
        // What goes on after an answer is done by the time of a later one.
        shouldAnswer(await sendItem(ask, '/test/seven', 'a check'), {});
        const more = async () => (await countRows(db, 'tests')) > before + 1;
        if (!(await waitFor(more, 200))) return;
        fail(
          'POST /test/seven refused an item, and stored a row all the same. ' +
            'Is there a return after the answer?',
        );
      },
    },
    {
      key: '05.03.07/wrong',
      title: 'POST /test/seven with an item that is no text answers 400',
      kind: 'http',
      hints: {
        nudge: 'Which word tells you the type of a value?',
        page: '#how-it-works',
        where: `${controller}#isText`,
      },
      faults: ['any-type'],
      async run({ ask }) {
        const items = [7, true, null, ['text'], { text: 'text' }];
        const bodies = items.map((item) => ({ testdata: { item } }));
        await refuses(ask, 'POST /test/seven', bodies, 400);
      },
    },
    {
      key: '05.03.07/long',
      title: 'POST /test/seven with a text too long for its column answers 400',
      kind: 'http',
      hints: {
        nudge: 'How many letters does the column testdata take?',
        page: '#how-it-works',
        where: `${controller}#isText`,
      },
      faults: ['any-length', 'one-less'],
      async run({ ask }) {
        const fits = await sendItem(ask, '/test/seven', 'x'.repeat(255));
        const request = `${fits.request} with a text of 255 letters, which fits its column,`;
        shouldAnswer({ ...fits, request }, {});
        const body = { testdata: { item: 'x'.repeat(256) } };
        const answer = await ask.post('/test/seven').send(body);
        shouldRefuse(answer, 400, 'a text of 256 letters');
      },
    },
    {
      key: '05.03.07/our-fault',
      title: 'POST /test/seven answers 500 where the database fails',
      kind: 'database',
      hints: {
        nudge: 'Where does an error go that is thrown inside try?',
        page: '#how-it-works',
        where: `${controller}#test.post('/seven')`,
      },
      faults: ['ours-as-400', 'says-all'],
      async run({ ask, db }) {
        const body = { testdata: { item: 'a check' } };
        shouldAnswer(await sendItem(ask, '/test/seven', 'a check'), {});
        await withoutTable(db, 'tests', async () => {
          const got = await ask.post('/test/seven').send(body);
          shouldRefuse(got, 500);
          if (!/relation|sequelize|select|insert/i.test(got.text)) return;
          fail(
            `POST /test/seven tells the client what only your log should know: ${shown(got)}.`,
          );
        });
      },
    },
  ],
});
