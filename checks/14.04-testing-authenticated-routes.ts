// 14.04: tests of accounts, and of who may touch what.
import { checksFor } from './define';
import { isSent, shouldNotice, testFiles } from './own-tests';

const users = 'tests/users.test.ts';
const items = 'tests/authtest.test.ts';
const dependsOn = [
  ...testFiles,
  'controllers/usercontroller.ts',
  'controllers/authtestcontroller.ts',
  'middleware/validate-session.ts',
];

const signUp = /^\/api\/user(\/(createuser)?)?$/;
const signIn = /^\/api\/(user\/signin|login)\/?$/;
const row = /^\/(authtest|api\/log)\/.*\d$/;

export default checksFor('14.04', {
  edits: {
    'no-users': { file: users, remove: true },
    'no-items': { file: items, remove: true },
    'no-strangers-change': {
      file: items,
      find: "    await grace.put(`/authtest/update/${id}`).send(item('hers')).expect(404);\n",
      replace: '',
    },
    'nothing-expected': {
      file: items,
      write: `// Sends everything, and looks at nothing.
import { it } from '@jest/globals';
import { newUser } from './accounts';
import { useDatabase } from './database';

useDatabase();

it('sends requests', async () => {
  const [ada, grace] = [await newUser('ada'), await newUser('grace')];
  const item = { authtestdata: { item: 'mine' } };
  const { body } = await ada.post('/authtest/create').send(item);
  const { id } = body.authtestdata;
  await grace.get(\`/authtest/\${id}\`);
  await grace.put(\`/authtest/update/\${id}\`).send(item);
  await grace.delete(\`/authtest/delete/\${id}\`);
});
`,
    },
    'status-unseen': [
      {
        file: users,
        find: `    const res = await signUp('ada');
    expect(res.status).toBe(409);
`,
        replace: "    await signUp('ada');\n",
      },
      {
        file: users,
        find: '    expect(statuses.sort()).toEqual([201, 409, 409, 409]);\n',
        replace: '    expect(statuses).toHaveLength(4);\n',
      },
    ],
    'hash-unseen': [
      {
        file: users,
        find: "    expect(res.body.user).toEqual({ id: 1, username: 'ada' });\n",
        replace: '',
      },
      {
        file: users,
        find: '    expect(text).not.toMatch(/\\$2[aby]\\$/);\n',
        replace: '',
      },
    ],
    'still-signed-in': {
      file: users,
      find: `    expect((await ada.post('/api/user/signout')).status).toBe(204);
    expect((await ada.get('/api/log')).status).toBe(401);
`,
      replace:
        "    expect((await ada.post('/api/user/signout')).status).toBe(204);\n",
    },
    'anybody-in': {
      file: users,
      find: `    expect(wrong.status).toBe(401);
    expect(unknown.status).toBe(401);
    expect(unknown.body).toEqual(wrong.body);
`,
      replace: '    expect(unknown.body).toEqual(wrong.body);\n',
    },
    // What the tests are there for: in a server that everyone has used for
    // months, somebody tidies up.
    'owner-forgotten': {
      file: 'controllers/authtestcontroller.ts',
      find: `  // Without the owner anyone could overwrite anyone's item.
  const where = { id: parseId(req.params.id), owner: req.user.id };
`,
      replace: '  const where = { id: parseId(req.params.id) };\n',
    },
  },
  checks: [
    {
      key: '14.04/owners',
      title: 'A server that takes a stranger for the owner makes the tests red',
      kind: 'own tests',
      until: '14.04',
      dependsOn,
      hints: {
        nudge: 'Which three things must a stranger not do to an item?',
        page: '#the-change',
        where: items,
      },
      faults: ['no-items', 'no-strangers-change', 'nothing-expected'],
      run: (subject) =>
        shouldNotice(subject, {
          fault: 'owner',
          asked: {
            'a GET for an item of another user': byStranger('GET'),
            'a PUT for an item of another user': byStranger('PUT'),
            'a DELETE for an item of another user': byStranger('DELETE'),
          },
          when: 'a stranger is taken for the owner of an item',
        }),
    },
    {
      key: '14.04/taken',
      title: 'A server that gives a name away twice makes the tests red',
      kind: 'own tests',
      until: '14.04',
      dependsOn,
      hints: {
        nudge: 'What does the second of two sign-ups with one name get?',
        page: '#the-change',
        where: users,
      },
      faults: ['no-users', 'status-unseen'],
      run: (subject) =>
        shouldNotice(subject, {
          fault: 'taken',
          asked: {
            'a sign-up with a name that is taken': isSent('POST', signUp, {
              status: 409,
            }),
          },
          when: 'a name that is taken is answered with 201',
        }),
    },
    {
      key: '14.04/hash',
      title: 'A server that shows the hash makes the tests red',
      kind: 'own tests',
      until: '14.04',
      dependsOn,
      hints: {
        nudge: 'What must never be in the answer to a sign-up?',
        page: '#the-change',
        where: users,
      },
      faults: ['no-users', 'hash-unseen'],
      run: (subject) =>
        shouldNotice(subject, {
          fault: 'hash',
          asked: {
            'a sign-up that succeeds': isSent('POST', signUp, { status: 201 }),
          },
          when: 'its answer to a sign-up has the hash in it',
        }),
    },
    {
      key: '14.04/sign-in',
      title: 'A server that lets a wrong password in makes the tests red',
      kind: 'own tests',
      until: '14.04',
      dependsOn,
      hints: {
        nudge: 'Which status says that nobody was let in?',
        page: '#the-change',
        where: users,
      },
      faults: ['no-users', 'anybody-in'],
      run: (subject) =>
        shouldNotice(subject, {
          fault: 'password',
          asked: {
            'a sign-in that is refused': isSent('POST', signIn, {
              status: 401,
            }),
          },
          when: 'a wrong password signs in',
        }),
    },
    {
      key: '14.04/sign-out',
      title: 'A sign-out that does nothing makes the tests red',
      kind: 'own tests',
      until: '14.04',
      dependsOn,
      hints: {
        nudge: 'What is a token good for after its sign-out?',
        page: '#the-change',
        where: users,
      },
      faults: ['no-users', 'still-signed-in'],
      run: (subject) =>
        shouldNotice(subject, {
          fault: 'sign-out',
          asked: {
            'a sign-out': isSent('POST', /\/signout$/, { status: 204 }),
          },
          when: 'a sign-out answers 204 and does nothing',
        }),
    },
  ],
});

function byStranger(method: string) {
  return isSent(method, row, { stranger: true });
}
