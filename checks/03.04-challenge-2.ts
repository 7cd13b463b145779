// 03.04: objects and arrays become JSON.
import { checksFor, equals, expect, shouldAnswer } from './define';

const controller = 'controllers/testcontroller.ts';
const send = "res.send({ user: 'ada', email: 'ada@example.com' });";
const several = "test.get('/mycontacts', (req, res) => {\n";

export default checksFor('03.04', {
  edits: {
    'as-text': {
      file: controller,
      find: send,
      replace:
        "res.send(JSON.stringify({ user: 'ada', email: 'ada@example.com' }));",
    },
    'send-twice': {
      file: controller,
      find: send,
      replace: `${send}\n  res.send('sent');`,
    },
    'no-email': {
      file: controller,
      find: send,
      replace: "res.send({ user: 'ada' });",
    },
    'one-text': {
      file: controller,
      find: "['Project 1', 'Project 2']",
      replace: "'Project 1, Project 2'",
    },
    'one-project': {
      file: controller,
      find: "['Project 1', 'Project 2']",
      replace: "['Project 1']",
    },
    'one-contact': {
      file: controller,
      find: several,
      replace: `${several}  return ${send}\n`,
    },
    'no-contacts': {
      file: controller,
      find: several,
      replace: `${several}  return res.send([]);\n`,
    },
    'names-only': {
      file: controller,
      find: "    { user: 'grace', email: 'grace@example.com' },",
      replace: "    'grace',",
    },
  },
  checks: [
    {
      key: '03.04/contact',
      title: 'GET /test/contact answers with one contact',
      kind: 'http',
      until: '05.03.00',
      hints: {
        nudge: 'What does res.send make of an object?',
        page: '#how-it-works',
        where: `${controller}#test.get('/contact')`,
      },
      faults: ['as-text', 'no-email'],
      async run({ ask }) {
        shouldAnswer(await ask.get('/test/contact'), {
          json: isContact,
          saying: 'an object with "user" and "email", both texts,',
        });
      },
    },
    {
      key: '03.04/projects',
      title: 'GET /test/projects answers with an array of texts',
      kind: 'http',
      until: '05.03.00',
      hints: {
        nudge: 'How do you write a list of texts in JavaScript?',
        page: '#the-task',
        where: `${controller}#test.get('/projects')`,
      },
      faults: ['one-text', 'one-project'],
      async run({ ask }) {
        shouldAnswer(await ask.get('/test/projects'), {
          json: (list) => isArrayOf(isText, list) && list.length > 1,
          saying: 'an array of at least two texts',
        });
      },
    },
    {
      key: '03.04/mycontacts',
      title: 'GET /test/mycontacts answers with an array of contacts',
      kind: 'http',
      until: '05.03.00',
      hints: {
        nudge: 'What stands between [ and ], if each entry is a contact?',
        page: '#the-task',
        where: `${controller}#test.get('/mycontacts')`,
      },
      faults: ['one-contact', 'names-only', 'no-contacts'],
      async run({ ask }) {
        shouldAnswer(await ask.get('/test/mycontacts'), {
          json: (list) => isArrayOf(isContact, list) && list.length > 0,
          saying: 'an array of objects, each with "user" and "email",',
        });
      },
    },
  ],
});

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isContact(value: unknown): boolean {
  const contact = { user: expect.any(String), email: expect.any(String) };
  return equals(value, expect.objectContaining(contact));
}

function isArrayOf(
  isOne: (value: unknown) => boolean,
  list: unknown,
): list is unknown[] {
  return Array.isArray(list) && list.every(isOne);
}
