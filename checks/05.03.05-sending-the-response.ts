// 05.03.05: the answer is the stored row.
import { checksFor, expect, sendItem, shouldAnswer } from './define';

const controller = 'controllers/testcontroller.ts';

export default checksFor('05.03.05', {
  edits: {
    'text-instead': {
      file: controller,
      find: '  res.send(row);\n',
      replace: "  res.send('Test 5 went through!');\n",
    },
    'item-back': {
      file: controller,
      find: '  res.send(row);\n',
      replace: '  res.send({ testdata: item });\n',
    },
    'no-await': {
      file: controller,
      find: '  const row = await Test.create({ testdata: item });\n  res.send',
      replace: '  const row = Test.create({ testdata: item });\n  res.send',
    },
    'other-name': {
      file: controller,
      find: 'const row = await Test.create({ testdata: item });\n  res.send',
      replace:
        'const stored = await Test.create({ testdata: item });\n  res.send',
    },
    'row-id': {
      file: controller,
      find: '  res.send(row);\n',
      replace: '  res.send({ id: row.id });\n',
    },
    'only-id': {
      file: controller,
      find: '  res.send(row);\n',
      replace: "  res.send({ id: row.get('id') });\n",
    },
  },
  checks: [
    {
      key: '05.03.05/five',
      title: 'POST /test/five answers with the stored row',
      kind: 'http',
      hints: {
        nudge: 'What does await give you when create is done?',
        page: '#how-it-works',
        where: `${controller}#test.post('/five')`,
      },
      faults: ['text-instead', 'item-back', 'no-await'],
      async run({ ask }) {
        const item = ' A Chéck  of five ';
        const answer = await sendItem(ask, '/test/five', item);
        shouldAnswer(answer, {
          json: expect.objectContaining({
            id: expect.any(Number),
            testdata: item,
          }),
          saying: `the row, with its "id" and "testdata": "${item}",`,
        });
      },
    },
  ],
});
