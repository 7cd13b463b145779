// 09.04: a middleware that tells browsers who may read the answers.
import {
  checksFor,
  codeFiles,
  fail,
  type ClientPage,
  type Subject,
} from './define';

const headers = 'middleware/headers.ts';
const goesOn = '  next();\n';

export default checksFor('09.04', {
  edits: {
    'no-file': { file: headers, remove: true },
    misspelled: {
      file: headers,
      find: "'Access-Control-Allow-Origin'",
      replace: "'Access-Control-Allowed-Origin'",
    },
    'no-next': { file: headers, find: goesOn, replace: '' },
    'not-called': { file: headers, find: goesOn, replace: '  next;\n' },
    // Not faults for a check of this lesson: the page tries them.
    'next-unknown': {
      file: headers,
      find: '(req, res, next) => {',
      replace: '(req, res) => {',
    },
    'one-page': {
      file: headers,
      find: "'*'",
      replace: "'http://localhost:8080'",
    },
  },
  acts: {
    hello: (page: ClientPage) => page.press('GET /test/helloclient'),
  },
  checks: [
    {
      key: '09.04/headers',
      title: 'There is a middleware that sets Access-Control-Allow-Origin',
      kind: 'files',
      hints: {
        nudge: 'Which header does the browser look for in an answer?',
        page: '#the-change',
        where: headers,
      },
      faults: ['no-file', 'misspelled'],
      run(subject) {
        shouldHaveMiddleware(subject);
      },
    },
    {
      key: '09.04/next',
      title: 'The middleware lets the request go on',
      kind: 'files',
      hints: {
        nudge: 'Who asks the next function, when yours has done its part?',
        page: '#how-it-works',
        where: headers,
      },
      faults: ['no-next', 'not-called'],
      run(subject) {
        const file = shouldHaveMiddleware(subject);
        if (/\bnext\s*\(/.test(codeOf(subject, file))) return;
        if (usesCors(codeOf(subject, file))) return;
        fail(
          `${file} never calls next(): a request that comes to it would get no answer.`,
        );
      },
    },
  ],
});

/** The file that sets the header, or hands that to the package cors. */
function shouldHaveMiddleware(subject: Subject): string {
  const found = codeFiles(subject).find((file) => {
    const code = codeOf(subject, file);
    return (
      /['"`]access-control-allow-origin['"`]/i.test(code) || usesCors(code)
    );
  });
  return (
    found ??
    fail(
      'No file of your server sets the header Access-Control-Allow-Origin. The place for it is middleware/headers.ts.',
    )
  );
}

function usesCors(code: string): boolean {
  return /(from|require\()\s*['"]cors['"]/.test(code);
}

/** Without its comments. */
function codeOf(subject: Subject, file: string): string {
  const text = subject.file(file) ?? '';
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
}
