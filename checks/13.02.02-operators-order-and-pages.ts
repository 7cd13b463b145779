// 13.02.02: a list that is searched, sorted and read in pages.
import {
  checksFor,
  fail,
  shouldAnswer,
  shown,
  type Answer,
  type Ask,
} from './define';
import { asNewUser } from './items';
import { logsOf, shouldBe, storeLog, storeLogs } from './workouts';

const controller = 'controllers/logcontroller.ts';
const reader = 'lib/read-listing.ts';
const listing = `${reader}#readListing`;

const iLike = '{ [Op.iLike]: readPattern(search) }';
const numberTest =
  '/^\\d{1,7}$/.test(text) && number >= least && number <= most';
const whereLast = '      where: { ...where, owner: req.user.id },\n';
const filters =
  "  const { search, order = 'id', limit = '100', offset = '0' } = query;\n";

export default checksFor('13.02.02', {
  edits: {
    'no-search': {
      file: reader,
      find: `    where: { description: ${iLike} },\n`,
      replace: '',
    },
    'starts-with': {
      file: reader,
      find: "return `%${search.replace(/[\\\\%_]/g, '\\\\$&')}%`;",
      replace: "return `${search.replace(/[\\\\%_]/g, '\\\\$&')}%`;",
    },
    'case-counts': { file: reader, find: 'Op.iLike', replace: 'Op.like' },
    'wild-percent': {
      file: reader,
      find: "search.replace(/[\\\\%_]/g, '\\\\$&')",
      replace: 'search',
    },
    'wild-underscore': {
      file: reader,
      find: '/[\\\\%_]/g',
      replace: '/[\\\\%]/g',
    },
    'bare-backslash': {
      file: reader,
      find: '/[\\\\%_]/g',
      replace: '/[%_]/g',
    },
    'no-order': {
      file: reader,
      find: '    order: readOrder(order),\n',
      replace: '',
    },
    'one-way': {
      file: reader,
      find: "order.startsWith('-') ? 'DESC' : 'ASC'",
      replace: "'ASC'",
    },
    'no-tie-break': {
      file: reader,
      find: "    ['id', direction],\n",
      replace: '',
    },
    'no-offset': {
      file: reader,
      find: "    offset: readNumber('offset', offset, 0, 1_000_000),\n",
      replace: '',
    },
    'offset-in-pages': {
      file: reader,
      find: "offset: readNumber('offset', offset, 0, 1_000_000)",
      replace:
        "offset: readNumber('offset', offset, 0, 1_000_000) * Number(limit)",
    },
    'no-limit': {
      file: reader,
      find: "    limit: readNumber('limit', limit, 1, 100),\n",
      replace: '',
    },
    'limit-only-if-asked': {
      file: reader,
      find: "    limit: readNumber('limit', limit, 1, 100),\n",
      replace:
        "    limit: query.limit ? readNumber('limit', limit, 1, 100) : undefined,\n",
    },
    'any-limit': {
      file: reader,
      find: "readNumber('limit', limit, 1, 100)",
      replace: "readNumber('limit', limit, 1, 9_999_999)",
    },
    'unread-number': { file: reader, find: numberTest, replace: 'true' },
    nameless: {
      file: reader,
      find: '`${name} is a number from ${least} to ${most}`',
      replace: "'That is no good number'",
    },
    'any-order': {
      file: reader,
      find: '!orders.includes(order)',
      replace: "typeof order !== 'string'",
    },
    'any-search': {
      file: reader,
      find: "typeof search !== 'string' || !/^[^\\0\\p{Cs}]{0,255}$/u.test(search)",
      replace: 'search === null',
    },
    // Whatever the address names becomes a filter, and one may name the owner.
    'owner-first': [
      {
        file: controller,
        find: whereLast,
        replace: '      where: { owner: req.user.id, ...where },\n',
      },
      {
        file: reader,
        find: filters,
        replace:
          "  const { search, order = 'id', limit = '100', offset = '0', ...filters } =\n    query;\n",
      },
      {
        file: reader,
        find: `    where: { description: ${iLike} },\n`,
        replace: `    where: { ...filters, description: ${iLike} },\n`,
      },
    ],
    'no-owner': {
      file: controller,
      find: whereLast,
      replace: '      where,\n',
    },
  },
  checks: [
    {
      key: '13.02.02/search',
      title: '?search= finds the logs whose description contains the text',
      kind: 'http',
      hints: {
        nudge: 'Which operator compares with a pattern, whatever the case?',
        page: '#how-it-works',
        where: listing,
      },
      faults: ['no-search', 'starts-with', 'case-counts'],
      async run({ ask }) {
        const mine = await asNewUser(ask);
        const texts = ['Push ups', 'Slow PUSH ups', "Ada's squats"];
        const [one, two, three] = await storeLogs(mine, ...texts);
        const wanted = { push: [one, two], "da's": [three], burpees: [] };
        for (const [search, ids] of Object.entries(wanted)) {
          shouldBe(
            await logsOf(mine, { search }),
            ids,
            `GET /api/log?search=${search}`,
            `there are ${texts.map((text) => `"${text}"`).join(', ')}.`,
          );
        }
      },
    },
    {
      key: '13.02.02/wild-letters',
      title: '%, _ and \\ in a search stand for themselves',
      kind: 'http',
      hints: {
        nudge: 'What does LIKE take % and _ for?',
        page: '#how-it-works',
        where: `${reader}#readPattern`,
      },
      faults: ['wild-percent', 'wild-underscore', 'bare-backslash'],
      async run({ ask }) {
        const mine = await asNewUser(ask);
        const texts = ['squats at 100%', 'set_one', 'left\\right', 'set one'];
        const ids = await storeLogs(mine, ...texts);
        for (const [at, search] of ['%', 't_o', 't\\r'].entries()) {
          shouldBe(
            await logsOf(mine, { search }),
            [ids[at]],
            `GET /api/log?search=${search} (encoded)`,
            `only "${texts[at]}" contains it.`,
          );
        }
      },
    },
    {
      key: '13.02.02/order',
      title: '?order= sorts by id or description, up or down',
      kind: 'http',
      hints: {
        nudge: 'What stands at the front of -id?',
        page: '#how-it-works',
        where: `${reader}#readOrder`,
      },
      faults: ['no-order', 'one-way'],
      async run({ ask }) {
        const mine = await asNewUser(ask);
        const [b, c, a] = await storeLogs(mine, 'bench', 'curls', 'abs');
        const wanted = {
          id: [b, c, a],
          '-id': [a, c, b],
          description: [a, b, c],
          '-description': [c, b, a],
        };
        for (const [order, ids] of Object.entries(wanted)) {
          const why = 'they were stored as "bench", "curls", "abs".';
          const asked = `GET /api/log?order=${order}`;
          shouldBe(await logsOf(mine, { order }), ids, asked, why);
        }
      },
    },
    {
      key: '13.02.02/pages',
      title: '?limit= and ?offset= give each log on one page, and on one only',
      kind: 'http',
      hints: {
        nudge: 'Two logs are called the same. Which of them comes first?',
        page: '#how-it-works',
        where: `${reader}#readOrder`,
      },
      faults: [
        'no-tie-break',
        'no-limit',
        'no-offset',
        'offset-in-pages',
        'no-order',
      ],
      async run({ ask }) {
        const mine = await asNewUser(ask);
        const ids = await storeLogs(mine, ...Array(7).fill('push ups'));
        for (const order of ['description', '-description']) {
          const seen: number[] = [];
          for (const offset of [0, 3, 6]) {
            const query = { order, limit: 3, offset };
            const rows = await logsOf(mine, query);
            const due = offset === 6 ? 1 : 3;
            if (rows.length !== due) {
              fail(
                `There are 7 logs, and GET /api/log?order=${order}&limit=3&offset=${offset} gives ${rows.length} of them, not ${due}.`,
              );
            }
            seen.push(...rows.map(({ id }) => id));
            // PostgreSQL puts a changed row elsewhere: it must not change pages.
            await mine
              .put(`/api/log/${seen[0]}`)
              .send({ log: { description: 'push ups', result: `${offset}` } });
          }
          const missing = ids.filter((id) => !seen.includes(id));
          if (missing.length === 0) continue;
          fail(
            `Of 7 logs with the same description, read in pages of 3 with order=${order}, ` +
              `the pages showed ${seen.join(', ')}, and never ${missing.join(', ')}: nothing says which of equal ones comes first.`,
          );
        }
      },
    },
    {
      key: '13.02.02/bounded',
      title: 'No request gets more than 100 logs at once',
      kind: 'http',
      hints: {
        nudge: 'What is the limit of a client that names none?',
        page: '#how-it-works',
        where: listing,
      },
      faults: ['limit-only-if-asked', 'any-limit', 'no-limit'],
      async run({ ask }) {
        const mine = await asNewUser(ask);
        for (let many = 0; many < 102; many += 6) {
          const texts = Array.from({ length: 6 }, (_, i) => `set ${many + i}`);
          await Promise.all(texts.map((text) => storeLog(mine, text)));
        }
        for (const query of ['', '?limit=1000000']) {
          const answer = await mine.get(`/api/log${query}`);
          // To say no is as good as to give less.
          if (query && answer.status === 400) continue;
          shouldAnswer(answer, { json: Array.isArray, saying: 'a list' });
          if (answer.json.length <= 100) continue;
          fail(
            `A user has 102 logs, and GET /api/log${query} sends ${answer.json.length} of them: ten years later it would be all of many thousands.`,
          );
        }
      },
    },
    {
      key: '13.02.02/refuses',
      title: 'What cannot be read answers 400 and names the parameter',
      kind: 'http',
      hints: {
        nudge: 'Who looks at the text of a parameter before PostgreSQL does?',
        page: '#how-it-works',
        where: `${reader}#readNumber`,
      },
      faults: ['unread-number', 'any-order', 'nameless'],
      async run({ ask }) {
        const mine = await asNewUser(ask);
        await storeLog(mine, 'push ups');
        for (const query of [
          'limit=abc',
          'limit=-1',
          'limit=1.5',
          'offset=abc',
          'offset=-1',
          'order=passwordhash',
          'order=nothing',
        ]) {
          shouldName(await mine.get(`/api/log?${query}`), query);
        }
      },
    },
    {
      key: '13.02.02/repeated',
      title: 'A parameter that comes twice answers 400 and is named',
      kind: 'http',
      hints: {
        nudge: 'What is req.query.search after ?search=a&search=b?',
        page: '#how-it-works',
        where: `${reader}#readPattern`,
      },
      faults: ['any-search'],
      async run({ ask }) {
        const mine = await asNewUser(ask);
        await storeLog(mine, 'push ups');
        for (const query of [
          'search=push&search=ups',
          'limit=1&limit=2',
          'offset=0&offset=1',
          'order=id&order=-id',
        ]) {
          shouldName(await mine.get(`/api/log?${query}`), query);
        }
      },
    },
    {
      key: '13.02.02/own-only',
      title: "No parameter brings another user's logs",
      kind: 'http',
      hints: {
        nudge: 'Two properties of one name: which one does a spread keep?',
        page: '#when-it-goes-wrong',
        where: `${controller}#logs.get('/')`,
      },
      faults: ['owner-first', 'no-owner'],
      async run({ ask }) {
        const [mine, theirs] = [await asNewUser(ask), await asNewUser(ask)];
        const [secret] = await storeLogs(mine, 'secret push ups');
        const [own] = await storeLogs(theirs, 'open push ups', 'abs');
        const owner = await ownerOf(mine, secret);
        for (const query of [
          '',
          '?search=push',
          '?search=secret',
          `?owner=${owner}`,
          `?search=push&owner=${owner}`,
          `?user=${owner}&userId=${owner}`,
          `?where[owner]=${owner}`,
          '?search=%25%27%20OR%20%27%27%3D%27',
          '?search=%27%20OR%20true%20--',
        ]) {
          const answer = await theirs.get(`/api/log${query}`);
          if (answer.text.includes('secret push ups')) {
            fail(
              `GET /api/log${decodeURIComponent(query)} shows one user the log of another.`,
            );
          }
          if (answer.status < 500) continue;
          fail(
            `GET /api/log${decodeURIComponent(query)} answered ${answer.status} with ${shown(answer)}: what a client writes should not end in a failure of the server's.`,
          );
        }
        // A server that lists nothing would have passed so far.
        const asked = 'GET /api/log?search=push';
        const found = await logsOf(theirs, { search: 'push' });
        shouldBe(found, [own], asked, "it is the one of the user's own.");
      },
    },
  ],
});

/** Whose a log is: its row says so, but a student's need not. */
async function ownerOf(mine: Ask, id: number): Promise<number> {
  const { json } = await mine.get(`/api/log/${id}`);
  return json?.owner ?? json?.log?.owner ?? 1;
}

/** Fails unless the answer is 400 with a sentence that names the parameter. */
function shouldName(answer: Answer, query: string): void {
  const [name] = query.split('=');
  const request = `GET /api/log?${query}`;
  shouldAnswer(
    { ...answer, request },
    {
      status: 400,
      json: ({ error }: { error?: unknown }) =>
        typeof error === 'string' &&
        error.toLowerCase().includes(name.toLowerCase()),
      saying: `{ "error": "<a sentence>" } that names "${name}"`,
    },
  );
}
