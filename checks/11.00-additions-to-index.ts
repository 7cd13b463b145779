// 11.00: the page has a row for each request of somebody who signs in.
import { checksFor, fail, type ClientPage } from './define';

const html = 'client/index.html';
const dependsOn = [html];

/** What each row takes, by what its button will send. */
const rows: readonly [string, Record<string, string>][] = [
  ['POST /api/user/createuser', { username: 'ada', password: 'secret' }],
  ['POST /api/user/signin', { username: 'ada', password: 'secret' }],
  ['GET /authtest/getall', {}],
  ['POST /authtest/create', { data: 'ten pushups' }],
  ['GET /authtest/:id', { id: '1' }],
  ['PUT /authtest/update/:id', { id: '1', data: 'ten pushups' }],
  ['DELETE /authtest/delete/:id', { id: '1' }],
];

const createuser = '<code>/api/user/createuser</code>';
const passwordOf = (id: string, use: string) => `              <input
                id="${id}"
                type="password"
                autocomplete="${use}"
              />
`;

export default checksFor('11.00', {
  edits: {
    'no-sign-up': { file: html, find: createuser, replace: '' },
    'no-list': {
      file: html,
      find: '<code>/authtest/getall</code>',
      replace: '',
    },
    'other-path': {
      file: html,
      find: '<code>/authtest/update/id</code>',
      replace: '<code>/update/id</code>',
    },
    'no-password': {
      file: html,
      find: passwordOf('passSignIn', 'current-password'),
      replace: '',
    },
    'no-new-text': {
      file: html,
      find: '              <input id="updateValue" />\n',
      replace: '',
    },
    'id-twice': {
      file: html,
      find: '<input id="nameSignIn"',
      replace: '<input id="nameSignUp"',
    },
    'readable-password': {
      file: html,
      find: passwordOf('passSignIn', 'current-password'),
      replace: '              <input id="passSignIn" />\n',
    },
    // Not a fault for a check: the page tries it.
    'no-label': {
      file: html,
      find: '<label for="nameSignUp">Username</label>',
      replace: 'Username',
    },
  },
  checks: [
    {
      key: '11.00/rows',
      title: 'The page names the paths that its new buttons will ask',
      kind: 'browser',
      dependsOn,
      hints: {
        nudge: 'What stands in the column Endpoint of each new row?',
        page: '#the-change',
        where: html,
      },
      faults: ['no-sign-up', 'no-list', 'other-path'],
      async run({ page }) {
        const opened = await page();
        for (const [request] of rows) await opened.shows(nameOf(request));
      },
    },
    {
      key: '11.00/inputs',
      title: 'Each new row has an input for what its request needs',
      kind: 'browser',
      dependsOn,
      hints: {
        nudge: 'What must a person type before this button makes sense?',
        page: '#how-it-works',
        where: html,
      },
      faults: ['no-password', 'no-new-text'],
      async run({ page }) {
        const opened = await page();
        for (const [request, values] of rows) {
          await fillRow(opened, request, values);
        }
      },
    },
    {
      key: '11.00/ids',
      title: 'No two elements of the page have the same id',
      kind: 'files',
      hints: {
        nudge: 'Which of two elements with one id does querySelector give?',
        page: '#how-it-works',
        where: html,
      },
      faults: ['id-twice'],
      run({ file }) {
        const text = file(html)?.replace(/<!--.*?-->/gs, '');
        if (!text) fail(`There is no file ${html}.`);
        if (!text.includes('/authtest/')) {
          fail(`${html} has none of the new rows yet.`);
        }
        const ids = [...text.matchAll(/\sid\s*=\s*["']([^"']+)["']/gi)];
        const names = ids.map(([, id]) => id);
        const twice = names.find((id, at) => names.indexOf(id) < at);
        if (!twice) return;
        fail(
          `Two elements of ${html} have the id "${twice}": querySelector finds the first of them only.`,
        );
      },
    },
    {
      key: '11.00/hidden-password',
      title: 'Nobody can read a password over the shoulder',
      kind: 'files',
      advice: true,
      hints: {
        nudge: 'What does an input show of what is typed into it?',
        page: '#how-it-works',
        where: html,
      },
      faults: ['readable-password'],
      run({ file }) {
        const text = file(html) ?? '';
        if (!text.includes('/api/user/signin')) {
          fail(`${html} has no row for the sign-in yet.`);
        }
        const inputs = text.match(/<input\b[^>]*>/gi) ?? [];
        const open = inputs.find(
          (input) =>
            /passw?o?r?d?/i.test(input) &&
            !/type\s*=\s*["']?password/i.test(input),
        );
        if (!open) return;
        const line = open.replace(/\s+/g, ' ');
        fail(`${line} shows what is typed. type="password" hides it.`);
      },
    },
  ],
});

/** `/authtest/update/` of `PUT /authtest/update/:id` */
function nameOf(request: string): string {
  return request.split(' ')[1].replace(':id', '');
}

async function fillRow(
  page: ClientPage,
  request: string,
  values: Record<string, string>,
) {
  if (Object.keys(values).length > 0) await page.fill(values, request);
}
