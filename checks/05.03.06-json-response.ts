// 05.03.06: the row under a name, and the status that says what happened.
import {
  CheckFailure,
  checksFor,
  expect,
  sendItem,
  shouldAnswer,
} from './define';

const controller = 'controllers/testcontroller.ts';
const answer = '  res.status(201).json({ testdata: row });\n';
const six = `  const row = await Test.create({ testdata: item });\n${answer}});\n`;

export default checksFor('05.03.06', {
  edits: {
    'bare-row': {
      file: controller,
      find: six,
      replace: six.replace('{ testdata: row }', 'row'),
    },
    'plain-200': {
      file: controller,
      find: six,
      replace: six.replace('.status(201)', ''),
    },
    'send-status': {
      file: controller,
      find: six,
      replace: six.replace(
        'status(201).json({ testdata: row })',
        'sendStatus(201)',
      ),
    },
    'status-late': {
      file: controller,
      find: answer,
      replace: '  res.json({ testdata: row }).status(201);\n',
    },
    'status-204': {
      file: controller,
      find: answer,
      replace: answer.replace('201', '204'),
    },
    'with-message': {
      file: controller,
      find: answer,
      replace: answer.replace('row }', "row, message: 'stored' }"),
    },
  },
  checks: [
    {
      key: '05.03.06/six',
      title: 'POST /test/six answers with the row as "testdata"',
      kind: 'http',
      hints: {
        nudge: 'How do you put a value under a name in an object?',
        page: '#the-change',
        where: `${controller}#test.post('/six')`,
      },
      faults: ['bare-row', 'send-status'],
      async run({ ask }) {
        const item = ' A Chéck  of six ';
        const got = await sendItem(ask, '/test/six', item);
        if (got.text === 'Created') {
          throw new CheckFailure(
            'POST /test/six answered with the text "Created" and no row: sendStatus() sends the name of the status, and nothing else.',
            false,
            undefined,
            'Which method sets the status, and leaves the answer to json()?',
          );
        }
        const row = { id: expect.any(Number), testdata: item };
        shouldAnswer(got, {
          json: expect.objectContaining({
            testdata: expect.objectContaining(row),
          }),
          saying: 'an object whose "testdata" is the row,',
        });
      },
    },
    {
      key: '05.03.06/created',
      title: 'POST /test/six says 201: a row was made',
      kind: 'http',
      hints: {
        nudge: 'Which status means "created"?',
        page: '#how-it-works',
        where: `${controller}#test.post('/six')`,
      },
      faults: ['plain-200'],
      async run({ ask }) {
        const got = await sendItem(ask, '/test/six', 'a check of 201');
        shouldAnswer(got, { status: 201, saying: 'the stored row' });
      },
    },
  ],
});
