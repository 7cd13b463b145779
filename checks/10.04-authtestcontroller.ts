// 10.04: items are created and read by their owners, and by nobody else.
import {
  checksFor,
  countRows,
  expect,
  fail,
  shouldAnswer,
  shouldRefuse,
  shown,
  type Answer,
  type Ask,
} from './define';
import { signedUp, tokenIn } from './accounts';
import {
  asNewUser,
  itemsOf,
  malformedIds,
  newItem,
  shouldLookAlike,
  storeItem,
  withToken,
} from './items';

const controller = 'controllers/authtestcontroller.ts';
const parse = 'lib/parse-id.ts';
const one =
  '  const where = { id: parseId(req.params.id), owner: req.user.id };\n';
const create =
  '  const row = await Authtest.create({ authtestdata, owner: req.user.id });\n';
const all = '  const where = { owner: req.user.id };\n';
const missing =
  "  if (!row) throw new HttpError(404, 'No item with that id');\n";
const readItem = `  if (typeof item === 'string') return item;
  throw new HttpError(400, 'Send a text as authtestdata.item');
`;
const guardId =
  '  if (!/^[1-9]\\d{0,9}$/.test(text) || Number(text) > 2147483647) {\n';

export default checksFor('10.04', {
  edits: {
    'no-mount': {
      file: 'app.ts',
      find: "app.use('/authtest', validateSession, authtest);\n",
      replace: "app.use('/authtest', validateSession);\n",
    },
    'no-gate': [
      {
        file: 'app.ts',
        find: "app.use('/authtest', validateSession, authtest);\n",
        replace: "app.use('/authtest', authtest, validateSession);\n",
      },
    ],
    'everybodys-list': {
      file: controller,
      find: 'Authtest.findAll({ where, order',
      replace: 'Authtest.findAll({ order',
    },
    'last-first': {
      file: controller,
      find: "order: ['id']",
      replace: "order: [['id', 'DESC']]",
    },
    unordered: {
      file: controller,
      find: "{ where, order: ['id'] }",
      replace: '{ where }',
    },
    'one-below': {
      file: controller,
      find: "authtest.get('/getall',",
      replace:
        "authtest.get('/:id', (req, res) => {\n  parseId(req.params.id);\n  res.status(404).json({ error: 'Nothing here' });\n});\n\nauthtest.get('/getall',",
    },
    'owner-from-body': {
      file: controller,
      find: create,
      replace:
        '  const owner = req.body.authtestdata.owner ?? req.user.id;\n  const row = await Authtest.create({ authtestdata, owner });\n',
    },
    'whole-body': {
      file: controller,
      find: create,
      replace:
        '  const row = await Authtest.create({ owner: req.user.id, ...req.body.authtestdata, authtestdata });\n',
    },
    'first-user': {
      file: controller,
      find: create,
      replace: create.replace('req.user.id', '1'),
    },
    'not-stored': {
      file: controller,
      find: create,
      replace: create.replace('await Authtest.create', 'Authtest.build'),
    },
    trimmed: {
      file: controller,
      find: "if (typeof item === 'string') return item;",
      replace: "if (typeof item === 'string') return item.trim();",
    },
    squeezed: {
      file: controller,
      find: "if (typeof item === 'string') return item;",
      replace: "if (typeof item === 'string') return item.replace(/ +/g, ' ');",
    },
    // The hole of many servers: whoever knows an id may read its row.
    'no-owner': {
      file: controller,
      find: one,
      replace: '  const where = { id: parseId(req.params.id) };\n',
    },
    'says-whose': {
      file: controller,
      find: `${one}  const row = await Authtest.findOne({ where });\n`,
      replace: `  const row = await Authtest.findByPk(parseId(req.params.id));
  if (row && row.owner !== req.user.id) {
    throw new HttpError(403, 'That item is not yours');
  }
`,
    },
    'null-row': { file: controller, find: missing, replace: '' },
    'any-id': {
      file: parse,
      find: guardId,
      replace: '  if (false) {\n',
    },
    'number-like': {
      file: parse,
      find: guardId,
      replace: '  if (!Number.isInteger(Number(text))) {\n',
    },
    'no-limit': {
      file: parse,
      find: ' || Number(text) > 2147483647',
      replace: '',
    },
    'parse-int': {
      file: parse,
      find: guardId,
      replace: '  if (Number.isNaN(parseInt(text, 10))) {\n',
    },
    'any-type': {
      file: controller,
      find: readItem,
      replace: '  return item;\n',
    },
    'body-taken-for-sure': {
      file: controller,
      find: 'body?.authtestdata?.item',
      replace: 'body.authtestdata.item',
    },
    'any-text': {
      file: 'models/authtest.ts',
      find: `      validate: {
        notEmpty: { msg: 'An item must not be blank' },
        // NUL and half a character would not be stored as they are.
        is: {
          args: /^[^\\0\\p{Cs}]{0,255}$/u,
          msg: 'An item has at most 255 characters, all whole, none of them NUL',
        },
      },
`,
      replace: '',
    },
    'only-length': {
      file: 'models/authtest.ts',
      find: '[^\\0\\p{Cs}]{0,255}$/u',
      replace: '[^]{0,255}$/u',
    },
    'as-200': { file: controller, find: 'res.status(201)', replace: 'res' },
    // Not faults for a check of this lesson: the page tries them.
    'below-one': [
      {
        file: controller,
        find: `authtest.get('/getall', async (req, res) => {
${all}  res.json(await Authtest.findAll({ where, order: ['id'] }));
});

`,
        replace: '',
      },
      {
        file: controller,
        find: '// Sequelize would make a text',
        replace: `authtest.get('/getall', async (req, res) => {
${all}  res.json(await Authtest.findAll({ where, order: ['id'] }));
});

// Sequelize would make a text`,
      },
    ],
  },
  checks: [
    {
      key: '10.04/create',
      title: 'POST /authtest/create stores an item of whoever is signed in',
      kind: 'http',
      hints: {
        nudge: 'Where does your handler learn who asks?',
        page: '#the-change',
        where: `${controller}#authtest.post('/create')`,
      },
      faults: ['no-mount', 'first-user', 'not-stored', 'squeezed', 'no-gate'],
      async run({ ask, db }) {
        await signedUp(ask);
        const user = await signedUp(ask);
        const mine = withToken(ask, tokenIn(user).token);
        const item = newItem();
        const answer = await send(mine, item);
        const id = user.json.user.id;
        shouldAnswer(answer, {
          json: expect.objectContaining({
            authtestdata: expect.objectContaining({
              id: expect.any(Number),
              authtestdata: item,
              owner: id,
            }),
          }),
          saying: `"authtestdata": the row, with its id, the text "${item}" and the owner ${id}`,
        });
        const sql = 'select * from authtestdata where id = $1';
        const [row] = await db.query(sql, [answer.json.authtestdata.id]);
        if (row?.authtestdata === item && row.owner === id) return;
        fail(
          `The answer shows an item of user ${id}, but in the table "authtestdata" there is ${JSON.stringify(row) ?? 'no such row'}.`,
        );
      },
    },
    {
      key: '10.04/created-status',
      title: 'A stored item is answered with 201',
      kind: 'http',
      hints: {
        nudge: 'Which status says that something new is there?',
        page: '#how-it-works',
        where: `${controller}#authtest.post('/create')`,
      },
      faults: ['no-mount', 'as-200'],
      async run({ ask }) {
        const mine = await asNewUser(ask);
        shouldAnswer(await send(mine, newItem()), { status: 201 });
      },
    },
    {
      key: '10.04/owner-from-token',
      title: 'The owner comes from the token, whoever the body names',
      kind: 'http',
      hints: {
        nudge: 'Which parts of the body do you take, all of them?',
        page: '#how-it-works',
        where: `${controller}#authtest.post('/create')`,
      },
      faults: ['no-mount', 'owner-from-body', 'whole-body'],
      async run({ ask }) {
        const other = await signedUp(ask);
        const theirs = withToken(ask, tokenIn(other).token);
        const mine = await asNewUser(ask);
        await storeItem(mine);
        const item = newItem();
        const owner: number = other.json.user.id;
        const more = { owner, ownerId: owner, userId: owner, id: 4711 };
        const user = { id: owner };
        // To refuse such a body is right too.
        const answer = await mine
          .post('/authtest/create')
          .send({ authtestdata: { item, ...more }, ...more, user });
        const stored = [...(await itemsOf(theirs)).values()];
        if (stored.includes(item)) {
          fail(
            'A user sent an item with the owner of another in the body, and it became an item of that other: who asks stands in req.user.',
          );
        }
        if (answer.json?.authtestdata?.id !== 4711) return;
        fail(
          'The body chose the id of the new row, 4711: the table gives ids.',
        );
      },
    },
    {
      key: '10.04/getall',
      title: 'GET /authtest/getall lists the items of who asks, in order',
      kind: 'http',
      hints: {
        nudge: 'Which rows does findAll give without a where, in which order?',
        page: '#how-it-works',
        where: `${controller}#authtest.get('/getall')`,
      },
      faults: [
        'no-mount',
        'everybodys-list',
        'last-first',
        'unordered',
        'one-below',
        'below-one',
      ],
      async run({ ask, db }) {
        const mine = await asNewUser(ask);
        const theirs = await asNewUser(ask);
        const ids = [];
        for (const who of [mine, theirs, mine, mine]) {
          ids.push(await storeItem(who));
        }
        const [first, , second, third] = ids;
        // A changed row moves to the end of its table.
        const sql = 'update authtestdata set owner = owner where id = $1';
        await db.query(sql, [first]);
        const got = [...(await itemsOf(mine)).keys()];
        if (String(got) === String([first, second, third])) return;
        fail(
          `A user who has the items ${first}, ${second} and ${third} got ${got.join(', ') || 'none'}: ` +
            'one’s own are asked, all of them, in the order of their ids.',
        );
      },
    },
    {
      key: '10.04/getone',
      title: 'GET /authtest/:id gives one item of who asks',
      kind: 'http',
      hints: {
        nudge: 'What is req.params.id, and which two columns must fit?',
        page: '#how-it-works',
        where: `${controller}#authtest.get('/:id')`,
      },
      faults: ['no-mount'],
      async run({ ask }) {
        const mine = await asNewUser(ask);
        const item = newItem();
        await storeItem(mine);
        const id = await storeItem(mine, item);
        await storeItem(mine);
        shouldAnswer(await mine.get(`/authtest/${id}`), {
          json: expect.objectContaining({ id, authtestdata: item }),
          saying: `the row: id ${id}, authtestdata "${item}"`,
        });
      },
    },
    {
      key: '10.04/missing',
      title: 'An item that is not there is a 404',
      kind: 'http',
      hints: {
        nudge: 'What does findOne give you where there is no such row?',
        page: '#how-it-works',
        where: `${controller}#authtest.get('/:id')`,
      },
      faults: ['no-mount', 'null-row'],
      async run({ ask }) {
        const mine = await asNewUser(ask);
        await storeItem(mine);
        shouldRefuse(await mine.get('/authtest/2147483647'), 404);
      },
    },
    {
      key: '10.04/strangers-item',
      title: 'An item of another user looks like one that is not there',
      kind: 'http',
      hints: {
        nudge: 'Who else could ask for this id?',
        page: '#two-users',
        where: `${controller}#authtest.get('/:id')`,
      },
      faults: ['no-mount', 'no-owner', 'says-whose'],
      async run({ ask }) {
        const mine = await asNewUser(ask);
        const theirs = await asNewUser(ask);
        const id = await storeItem(mine);
        const answer = await theirs.get(`/authtest/${id}`);
        if (answer.status < 300) {
          fail(
            `A user asked for item ${id}, which is another user's, and got ${shown(answer)}: any signed-in user can read all items.`,
          );
        }
        shouldLookAlike(answer, await theirs.get('/authtest/2147483647'));
      },
    },
    {
      key: '10.04/malformed-id',
      title: 'An id that is none is a 400',
      kind: 'http',
      hints: {
        nudge: 'What does PostgreSQL say to the id "abc", and to 2147483648?',
        page: '#how-it-works',
        where: `${parse}#parseId`,
      },
      faults: ['no-mount', 'any-id', 'number-like', 'no-limit', 'parse-int'],
      async run({ ask }) {
        const mine = await asNewUser(ask);
        const id = await storeItem(mine);
        const more = ['0', `+${id}`, `%20${id}`, `${id},${id}`, '__proto__'];
        for (const bad of [...malformedIds, ...more]) {
          shouldRefuse(await mine.get(`/authtest/${bad}`), 400);
        }
        const injected = encodeURIComponent(`${id};drop table authtestdata`);
        shouldRefuse(await mine.get(`/authtest/${injected}`), 400);
      },
    },
    {
      key: '10.04/item-checked',
      title: 'What is no item is refused with 400 and not stored',
      kind: 'http',
      hints: {
        nudge: 'What arrives in item where the client sent no text?',
        page: '#how-it-works',
        where: `${controller}#readItem`,
      },
      faults: ['no-mount', 'any-type', 'body-taken-for-sure', 'any-text'],
      async run({ ask, db }) {
        const mine = await asNewUser(ask);
        await storeItem(mine);
        const before = await countRows(db, 'authtestdata');
        const none = await mine.post('/authtest/create');
        shouldRefuse(none, 400, 'no body');
        const items = [
          undefined,
          null,
          1,
          true,
          [],
          {},
          ['a'],
          '',
          'x'.repeat(256),
        ];
        for (const item of items) {
          const sent = JSON.stringify(item) ?? 'nothing';
          const what = `${sent.length > 99 ? '256 letters' : sent} as item`;
          shouldRefuse(await send(mine, item), 400, what);
        }
        const flat = await mine.post('/authtest/create').send({ item: 'a' });
        shouldRefuse(flat, 400, 'no authtestdata');
        const more = (await countRows(db, 'authtestdata')) - before;
        if (more === 0) return;
        fail(`Items were refused, and ${more} of them stored all the same.`);
      },
    },
    {
      key: '10.04/kept-as-sent',
      title: 'A text that cannot be stored as it is, is refused',
      kind: 'http',
      hints: {
        nudge: 'Is what getall shows the text that was sent?',
        page: '#how-it-works',
        where: 'models/authtest.ts#Authtest.init',
      },
      faults: ['no-mount', 'any-text', 'only-length', 'trimmed'],
      async run({ ask }) {
        const mine = await asNewUser(ask);
        await storeItem(mine);
        const nul = 'ten\0pushups';
        shouldRefuse(await send(mine, nul), 400, 'a NUL in its item');
        const half = '"ten \\ud83d pushups"';
        const answer = await mine
          .post('/authtest/create')
          .set('content-type', 'application/json')
          .send(`{"authtestdata":{"item":${half}}}`);
        shouldRefuse(answer, 400, 'half a character in its item');
        const whole = " zehn Liegestütze 💪 '); drop table authtestdata; -- ";
        const id = await storeItem(mine, whole);
        const kept = (await itemsOf(mine)).get(id);
        if (kept === whole) return;
        fail(`The item "${whole}" was stored as "${kept}".`);
      },
    },
  ],
});

function send(mine: Ask, item: unknown): PromiseLike<Answer> {
  return mine.post('/authtest/create').send({ authtestdata: { item } });
}
