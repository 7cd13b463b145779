// 10.06: one's own item gets another text, and nobody else's does.
import {
  checksFor,
  expect,
  fail,
  shouldAnswer,
  shouldRefuse,
  type Ask,
} from './define';
import {
  asNewUser,
  itemsOf,
  malformedIds,
  newItem,
  shouldLookAlike,
  storeItem,
} from './items';

const controller = 'controllers/authtestcontroller.ts';
const head = "authtest.put('/update/:id', async (req, res) => {\n";
const comment =
  "  // Without the owner anyone could overwrite anyone's item.\n";
const where =
  '  const where = { id: parseId(req.params.id), owner: req.user.id };\n';
const start = `${head}${comment}${where}`;
const values = '  const values = { authtestdata: readItem(req.body) };\n';
const update =
  '  const [, rows] = await Authtest.update(values, { where, returning: true });\n';
const missing =
  "  if (rows.length === 0) throw new HttpError(404, 'No item with that id');\n";
const answer = '  res.json({ authtestdata: rows[0] });\n';
const place = `${controller}#authtest.put('/update/:id')`;

export default checksFor('10.06', {
  edits: {
    // What the old course did: the gravest hole of its server.
    'no-owner': {
      file: controller,
      find: start,
      replace: `${head}  const where = { id: parseId(req.params.id) };\n`,
    },
    'no-id': {
      file: controller,
      find: start,
      replace: `${head}  const where = { owner: req.user.id };\n`,
    },
    uncounted: { file: controller, find: missing, replace: '' },
    echo: {
      file: controller,
      find: `${missing}${answer}`,
      replace: '  res.json({ authtestdata: values.authtestdata });\n',
    },
    'only-said': {
      file: controller,
      find: update,
      replace: '  const rows = [{ ...where, ...values }];\n',
    },
    'no-await': {
      file: controller,
      find: `${update}${missing}${answer}`,
      replace:
        '  Authtest.update(values, { where });\n  res.json({ authtestdata: { ...where, ...values } });\n',
    },
    'no-returning': {
      file: controller,
      find: update,
      replace: update.replace(', returning: true', ''),
    },
    // A PUT may make what is not there yet. This one takes what is another's.
    upsert: {
      file: controller,
      find: update,
      replace:
        '  const rows = [(await Authtest.upsert({ ...where, ...values }))[0]];\n',
    },
    'says-whose': {
      file: controller,
      find: update,
      replace: `  const row = await Authtest.findByPk(where.id);
  if (row && row.owner !== where.owner) {
    throw new HttpError(403, 'That item is not yours');
  }
${update}`,
    },
    'whole-body': {
      file: controller,
      find: values,
      replace:
        '  const values = { ...req.body?.authtestdata, authtestdata: readItem(req.body) };\n',
    },
    unread: {
      file: controller,
      find: values,
      replace:
        '  const values = { authtestdata: req.body?.authtestdata?.item };\n',
    },
    unvalidated: {
      file: controller,
      find: update,
      replace: update.replace('where,', 'where, validate: false,'),
    },
    trimmed: {
      file: controller,
      find: values,
      replace: values.replace(
        'readItem(req.body)',
        "readItem(req.body).replace(/ +/g, ' ')",
      ),
    },
    'any-id': {
      file: controller,
      find: start,
      replace: start.replace('parseId', 'Number'),
    },
  },
  checks: [
    {
      key: '10.06/updates',
      title: 'PUT /authtest/update/:id changes that item and no other',
      kind: 'http',
      hints: {
        nudge: 'Which two columns say which row is changed?',
        page: '#the-change',
        where: place,
      },
      faults: ['no-id', 'only-said', 'no-returning', 'echo', 'trimmed'],
      async run({ ask }) {
        const mine = await asNewUser(ask);
        const [id, other] = [await storeItem(mine), await storeItem(mine)];
        const before = await itemsOf(mine);
        const item = newItem();
        shouldAnswer(await put(mine, id, { item }), {
          json: expect.objectContaining({
            authtestdata: expect.objectContaining({ id, authtestdata: item }),
          }),
          saying: `"authtestdata" with the row as it is now (its "id", and "authtestdata": "${item}")`,
        });
        const after = await itemsOf(mine);
        if (after.get(id) !== item) {
          fail(
            `PUT /authtest/update/:id answers success, and the item is "${after.get(id)}": "${item}" was sent.`,
          );
        }
        if (after.get(other) === before.get(other)) return;
        fail('PUT /authtest/update/:id changes other items of the user too.');
      },
    },
    {
      key: '10.06/strangers',
      title:
        "Somebody else's item stays as it is, and looks as if it were not there",
      kind: 'http',
      hints: {
        nudge: 'What keeps one user from overwriting the item of another?',
        page: '#how-it-works',
        where: place,
      },
      faults: ['no-owner', 'uncounted', 'echo', 'upsert', 'says-whose'],
      async run({ ask }) {
        const [mine, theirs] = [await asNewUser(ask), await asNewUser(ask)];
        const [text, spare] = [newItem(), await storeItem(theirs)];
        const id = await storeItem(mine, text);
        const body = { item: newItem() };
        const stranger = await put(theirs, id, body);
        if ((await itemsOf(mine)).get(id) !== text) {
          fail(
            'One user can overwrite the item of another: the owner is not asked.',
          );
        }
        shouldRefuse(stranger, 404, 'the id of an item of another user');
        shouldLookAlike(stranger, await put(theirs, 2147483647, body));
        // A server without the route would have passed so far.
        const own = await put(theirs, spare, body);
        shouldAnswer(own, { of: '10.06/updates' });
      },
    },
    {
      key: '10.06/nothing-there',
      title: 'Where there is nothing to update, the answer is 404',
      kind: 'http',
      hints: {
        nudge: 'How many rows did update find?',
        page: '#how-it-works',
        where: place,
      },
      faults: ['uncounted', 'echo', 'upsert', 'no-await'],
      async run({ ask }) {
        const mine = await asNewUser(ask);
        const id = await storeItem(mine);
        const body = { item: newItem() };
        shouldAnswer(await put(mine, id, body), { of: '10.06/updates' });
        const never = await put(mine, 2147483647, body);
        shouldRefuse(never, 404, 'an id that no item has');
      },
    },
    {
      key: '10.06/owner-kept',
      title: 'An item keeps its owner and its id, whatever the body names',
      kind: 'http',
      hints: {
        nudge: 'Which properties of the body reach update?',
        page: '#how-it-works',
        where: place,
      },
      faults: ['whole-body'],
      async run({ ask }) {
        const [mine, theirs] = [await asNewUser(ask), await asNewUser(ask)];
        const id = await storeItem(mine);
        const first = await mine.get(`/authtest/${id}`);
        shouldAnswer(first, { of: '10.04/getone' });
        const spare = await storeItem(theirs);
        const { owner } = (await theirs.get(`/authtest/${spare}`)).json ?? {};
        const item = newItem();
        const sent = { item, owner, id: spare + 1000 };
        const answer = await put(mine, id, sent);
        shouldAnswer(answer, { of: '10.06/updates' });
        if ((await itemsOf(mine)).get(id) === item) return;
        fail(
          `After ${answer.request} with ${JSON.stringify(sent)} the item has another owner or id: only its text may change.`,
        );
      },
    },
    {
      key: '10.06/bad-item',
      title: 'An item that is no text of 1 to 255 characters answers 400',
      kind: 'http',
      hints: {
        nudge: 'Which function judged the item when it was created?',
        page: '#how-it-works',
        where: `${controller}#readItem`,
      },
      faults: ['unread', 'unvalidated'],
      async run({ ask }) {
        const mine = await asNewUser(ask);
        const id = await storeItem(mine);
        const items = [undefined, null, 7, true, ['a'], { a: 1 }, ''];
        for (const item of [...items, 'x'.repeat(256), 'a\0b']) {
          const answer = await put(mine, id, { item });
          const what = JSON.stringify(item) ?? 'no item';
          shouldRefuse(answer, 400, what.length > 99 ? '256 letters' : what);
        }
        const none = await mine.put(`/authtest/update/${id}`);
        shouldRefuse(none, 400, 'no body');
      },
    },
    {
      key: '10.06/malformed-id',
      title: 'An id that is no whole number answers 400',
      kind: 'http',
      hints: {
        nudge: 'Who looks at the id before PostgreSQL does?',
        page: '#how-it-works',
        where: place,
      },
      faults: ['any-id'],
      async run({ ask }) {
        const mine = await asNewUser(ask);
        for (const id of malformedIds) {
          const answer = await put(mine, id, { item: newItem() });
          shouldRefuse(answer, 400, 'an id that is none');
        }
      },
    },
  ],
});

function put(mine: Ask, id: number | string, authtestdata: object) {
  return mine.put(`/authtest/update/${id}`).send({ authtestdata });
}
