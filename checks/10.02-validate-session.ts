// 10.02: the gate is written. What it does is asked from 10.03 on, where the
// server uses it.
import { checksFor, codeFiles, fail } from './define';

const gate = 'middleware/validate-session.ts';

export default checksFor('10.02', {
  edits: {
    missing: { file: gate, remove: true },
    decoded: {
      file: gate,
      find: "jwt.verify(token, env.jwtSecret, { algorithms: ['HS256'] })",
      replace: 'jwt.decode(token)',
    },
    'in-a-comment': [
      {
        file: gate,
        find: "jwt.verify(token, env.jwtSecret, { algorithms: ['HS256'] })",
        replace: 'jwt.decode(token)',
      },
      {
        file: gate,
        find: '// What a token says',
        replace: '// jwt.verify(token) later. What a token says',
      },
    ],
    // Not a fault for a check: the page tries it.
    'not-declared': {
      file: gate,
      find: `// Tells TypeScript what the gate adds to Express's own request.
declare global {
  namespace Express {
    interface Request {
      user: User;
    }
  }
}

`,
      replace: '',
    },
  },
  checks: [
    {
      key: '10.02/verifies',
      title: 'The gate verifies the token it reads',
      kind: 'files',
      hints: {
        nudge: 'Which function of jsonwebtoken looks at the signature?',
        page: '#how-it-works',
        where: `${gate}#readToken`,
      },
      faults: ['missing', 'decoded', 'in-a-comment'],
      run(subject) {
        const verifies = codeFiles(subject).some((file) =>
          /verify\w*\s*\(/i.test(withoutComments(subject.file(file) ?? '')),
        );
        if (verifies) return;
        fail(
          'No file of your server calls jwt.verify, so nothing looks at the signature of a token: jwt.decode reads what anybody wrote.',
        );
      },
    },
  ],
});

function withoutComments(code: string): string {
  return code.replace(/\/\*[^]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');
}
