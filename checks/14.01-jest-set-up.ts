// 14.01: tests of one's own, and Jest that runs them.
import {
  checksFor,
  codeFiles,
  fail,
  hasPackage,
  packageJsonOf,
  type Subject,
} from './define';
import { isRed, passing, testFiles } from './own-tests';

const config = 'jest.config.js';
const tests = 'tests/parse-id.test.ts';
const dependsOn = [...testFiles, 'lib/parse-id.ts'];

export default checksFor('14.01', {
  edits: {
    'no-script': {
      file: 'package.json',
      find: '    "test": "jest",\n',
      replace: '',
    },
    'no-package': {
      file: 'package.json',
      find: '    "jest": "^30.5.2",\n',
      replace: '',
    },
    'no-tests': { file: tests, remove: true },
    'no-transform': {
      file: config,
      find: `  transform: {
    '\\\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' } } }],
  },
`,
      replace: '',
    },
    'own-pattern': {
      file: config,
      find: "  testMatch: ['<rootDir>/tests/**/*.test.ts'],\n",
      replace: '',
    },
    'wrong-expectation': {
      file: tests,
      find: "expect(parseId('7')).toBe(7)",
      replace: "expect(parseId('7')).toBe('7')",
    },
    'no-refusals': {
      file: tests,
      find: `    const refusal = expect.objectContaining({ status: 400 });
    expect(() => parseId(text)).toThrow(refusal);
`,
      replace: `    expect(text).toBeDefined();
`,
    },
    // What the tests are there for: somebody makes the rule simpler.
    'any-number': {
      file: 'lib/parse-id.ts',
      find: '/^[1-9]\\d{0,9}$/',
      replace: '/^\\d+$/',
    },
    'left-open': {
      file: tests,
      find: "describe('parseId', () => {\n",
      replace: "setInterval(() => {}, 1000);\n\ndescribe('parseId', () => {\n",
    },
  },
  checks: [
    {
      key: '14.01/script',
      title: 'package.json has Jest, and a script "test" that runs it',
      kind: 'files',
      hints: {
        nudge: 'What does npm look up when you type "npm test"?',
        page: '#the-change',
        where: 'package.json#scripts',
      },
      faults: ['no-script', 'no-package'],
      run(subject) {
        const manifest = packageJsonOf(subject);
        const script = manifest.scripts?.test ?? '';
        if (!/\bjest\b/.test(script)) {
          fail(`The script "test" runs no Jest: it is "${script}".`);
        }
        if (hasPackage(manifest, 'jest')) return;
        fail('package.json lacks jest: "npm install -D jest" writes it there.');
      },
    },
    {
      key: '14.01/passes',
      title: '"npm test" finds tests, and all of them pass',
      kind: 'own tests',
      dependsOn,
      hints: {
        nudge: 'Which file, and which test in it, does Jest name first?',
        page: '#when-it-goes-wrong',
        where: config,
      },
      faults: ['no-tests', 'no-transform', 'own-pattern', 'wrong-expectation'],
      async run(subject) {
        await passing(subject);
      },
    },
    {
      key: '14.01/ends',
      title: '"npm test" ends by itself',
      kind: 'own tests',
      dependsOn,
      hints: {
        nudge: 'What did a test begin that goes on after it?',
        page: '#when-it-goes-wrong',
        where: tests,
      },
      faults: ['left-open'],
      async run({ ownTests }) {
        if ((await ownTests()).ends) return;
        fail(
          'All tests are done, and Jest does not end: something is open still, such as a server, a timer or a connection.',
        );
      },
    },
    {
      key: '14.01/bites',
      title: 'A parseId() that takes everything makes the tests red',
      kind: 'own tests',
      until: '14.04',
      dependsOn,
      hints: {
        nudge: 'Do your tests show what it must refuse, too?',
        page: '#how-it-works',
        where: tests,
      },
      faults: ['no-tests', 'no-refusals'],
      async run(subject) {
        await passing(subject);
        const overlay = withoutRule(subject);
        // Who gave it another name is not asked.
        if (!overlay || isRed(await subject.ownTests({ overlay }))) return;
        fail(
          `We have made a parseId() that takes every text (in ${overlay.file}), and all tests stay green.`,
        );
      },
    },
  ],
});

const declared = /export (?:const|let|function) (parseId)\b/;

/** The file that has parseId(), with one that refuses nothing in its place. */
function withoutRule(subject: Subject) {
  for (const file of codeFiles(subject)) {
    const text = subject.file(file) ?? '';
    if (!declared.test(text)) continue;
    const renamed = text.replace(declared, (all) =>
      all.replace('export ', '').replace('parseId', 'formerParseId'),
    );
    const lenient = 'export const parseId = (text: any) => Number(text);\n';
    return { file, text: `${renamed}\n${lenient}` };
  }
  return undefined;
}
