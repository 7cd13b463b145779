// A `token` block: a JWT, signed with a secret that stands in a step's code.
// The page's script makes a tool of it (`workbench/client/token.js`).
import { createHmac } from 'node:crypto';
import { PlainError } from '../plain-error';
import { escape, figure } from './parts';

// What an empty block is filled with: user 1, the pages' own time, one day.
const sample = [
  { alg: 'HS256', typ: 'JWT' },
  { id: 1, iat: 1768469400, exp: 1768555800 },
]
  .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
  .join('.');

/**
 * The token of a block, signed anew: `eyJ….eyJ….old` → `eyJ….eyJ….new`.
 * @param code declares the secret: `const secret = 'a text';`
 * @throws PlainError where either is not what it must be
 */
export function signedToken(body: string, code: string): string {
  const [header, payload] = (body.trim() || sample).split('.');
  if (read(header)?.alg !== 'HS256' || !read(payload)) {
    throw new PlainError(
      'This is no token. Leave the block empty, and "npm run pages fix" fills it.',
    );
  }
  const hmac = createHmac('sha256', secretIn(code));
  const signature = hmac.update(`${header}.${payload}`).digest('base64url');
  return `${header}.${payload}.${signature}\n`;
}

function read(part = ''): { alg?: unknown } | undefined {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString());
  } catch {
    return undefined;
  }
}

/** `const secret = 'a text';` → `a text`. */
function secretIn(code: string): string {
  const found = /= '([^'\\]+)';\s*$/.exec(code);
  if (found) return found[1];
  throw new PlainError('A token block must name a text: const secret = "…".');
}

/** The plain token, and the tool that the script shows in its place. */
export function tokenFigure(token: string, code: string): string {
  const inside = `<pre class="code" tabindex="0"><code>${escape(token)}</code></pre>
<div class="token-tool" data-secret="${escape(secretIn(code))}" hidden>
<label>Token: paste yours, or change a letter<textarea rows="5" spellcheck="false" autocapitalize="off" autocomplete="off"></textarea></label>
<p class="token-buttons"><button type="button" class="button small" data-sample>This page’s token</button> <button type="button" class="button small only-live" data-kept>My token from Requests</button></p>
<label>Secret to check it with<input type="text" spellcheck="false" autocapitalize="off" autocomplete="off"></label>
<div class="token-verdict" role="status"></div>
${part(1, 'Header', 'how it is signed')}${part(2, 'Payload', 'what it says')}${part(3, 'Signature', 'made from the other two and the secret')}<p class="token-note">All of this is calculated in your browser: nothing is sent, nothing is kept.</p>
</div>`;
  return figure('token', '<span class="what">A token</span>', inside);
}

// The script fills in the part as it is written and, below, what it means.
function part(number: number, name: string, about: string): string {
  return `<div class="token-part part-${number}" role="group" aria-label="Part ${number}: ${name}"><p><b>${number} ${name}</b> ${about}</p><code></code><div></div></div>
`;
}
