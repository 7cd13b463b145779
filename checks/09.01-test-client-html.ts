// 09.01: a page for the browser, and a server for its files.
import {
  CheckFailure,
  checksFor,
  fail,
  hasPackage,
  packageJsonOf,
  type PackageJson,
  type Subject,
} from './define';

const html = 'client/index.html';
const files = ['client/index.html', 'client/01-scripts.js', 'client/style.css'];
const script = ',\n    "client": "sirv client --dev --port 8080"';

const noScript = 'package.json has no script "client" that serves the page.';

export default checksFor('09.01', {
  edits: {
    'no-page': { file: html, remove: true },
    'no-script': { file: 'package.json', find: script, replace: '' },
    'not-listed': {
      file: 'package.json',
      find: '    "sirv-cli": "^3.0.1",\n',
      replace: '',
    },
    remembered: { file: 'package.json', find: ' --dev', replace: '' },
    'no-row': { file: html, find: '/test/seven', replace: '' },
    'no-greeting': { file: html, find: '/test/helloclient', replace: '' },
    'other-name': {
      file: html,
      find: 'src="01-scripts.js"',
      replace: 'src="01-script.js"',
    },
    'other-folder': {
      file: html,
      find: 'href="style.css"',
      replace: 'href="client/style.css"',
    },
    // Not faults for a check: the page tries them.
    'second-line': {
      file: html,
      find: '      <h1>Full Stack Starter</h1>\n',
      replace: '      <h1>My Full Stack Starter</h1>\n',
    },
    says: {
      file: 'client/01-scripts.js',
      find: "const server = 'http://localhost:3000';\n",
      replace:
        "const server = 'http://localhost:3000';\n\nconsole.log('I run in the browser.');\n",
    },
  },
  // Opening it is all.
  acts: { open: async () => {} },
  checks: [
    {
      key: '09.01/served',
      title: 'A script of package.json serves the page on port 8080',
      kind: 'files',
      hints: {
        nudge: 'Which program hands out the files of client/, and where?',
        page: '#the-change',
        where: 'package.json#scripts',
      },
      faults: ['no-script', 'not-listed'],
      run(subject) {
        const manifest = packageJsonOf(subject);
        const command = pageScript(subject, manifest);
        if (!command) {
          fail(noScript);
        }
        const isSirv = /\bsirv\b/.test(command) && !command.includes('npx');
        if (!isSirv || hasPackage(manifest, 'sirv-cli')) return;
        fail(
          'package.json lacks sirv-cli, whose program is sirv. "npm install -D sirv-cli@3" adds it.',
        );
      },
    },
    {
      key: '09.01/fresh',
      title: 'What is saved in client/ is there after a reload',
      kind: 'files',
      advice: true,
      hints: {
        nudge: 'What does a browser do with a file it has fetched before?',
        page: '#how-it-works',
        where: 'package.json#scripts',
      },
      faults: ['remembered'],
      run(subject) {
        const command = pageScript(subject, packageJsonOf(subject)) ?? '';
        if (/\bsirv\b/.test(command) && !/ (--dev|-D)\b/.test(command)) {
          fail(`"${command}" reads client/ once. With --dev it sees a save.`);
        }
        if (!/\bhttp-server\b/.test(command)) {
          if (command) return;
          throw new CheckFailure(noScript, false, '09.01/served');
        }
        if (/ -c ?(-1|0)\b/.test(command)) return;
        fail(
          `"${command}" lets the browser keep a file for an hour. With -c-1 it asks each time.`,
        );
      },
    },
    {
      key: '09.01/rows',
      title: 'The page names the three endpoints that its buttons will ask',
      kind: 'browser',
      dependsOn: files,
      hints: {
        nudge: 'What stands in the column Endpoint of each row?',
        page: '#the-change',
        where: html,
      },
      faults: ['no-page', 'no-row', 'no-greeting'],
      async run({ page }) {
        const opened = await page();
        for (const path of ['/test/helloclient', '/test/one', '/test/seven']) {
          await opened.shows(path);
        }
      },
    },
    {
      key: '09.01/files',
      title: 'The page finds every file that it names',
      kind: 'browser',
      dependsOn: files,
      hints: {
        nudge: 'Which name stands in the tag, and which one has the file?',
        page: '#when-it-goes-wrong',
        where: html,
      },
      faults: ['other-name', 'other-folder'],
      async run({ page }) {
        const opened = await page();
        const lost = /localhost:8080\/(\S+).* 404 /;
        const line = opened.console().find(({ text }) => lost.test(text));
        if (!line) return;
        const name = lost.exec(line.text)![1];
        fail(`The page names a file "${name}", and client/ has no such file.`);
      },
    },
  ],
});

/** The command that serves the page: ours, or one in the old course's way. */
function pageScript(
  subject: Subject,
  { scripts = {} }: PackageJson,
): string | undefined {
  const own = clientScripts(subject);
  const isServing = (command: string) => /8080|http-server/.test(command);
  return (
    scripts.client ?? [scripts, own].flatMap(Object.values).find(isServing)
  );
}

/** Of a package.json of the page alone, if it has one. */
function clientScripts(subject: Subject): Record<string, string> {
  try {
    return JSON.parse(subject.file('client/package.json') ?? '').scripts ?? {};
  } catch {
    return {};
  }
}
