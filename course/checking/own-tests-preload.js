// Loaded into the Jest that runs a folder's own tests (`node -r`). It notes what
// they ask of the app, and can plant a fault between the two: in what comes
// over HTTP, so that it fits any code. Jest hands Node's own modules on to the
// tests as they are.
'use strict';

const fs = require('node:fs');
const http = require('node:http');
const net = require('node:net');

/** See `Orders` in own-tests.ts. */
const orders = JSON.parse(process.env.COURSE_TESTS);
delete process.env.COURSE_TESTS;
const { notes, results, fault, overlay, hangMs } = orders;

const note = (what) => fs.appendFileSync(notes, `${JSON.stringify(what)}\n`);

// What keeps Jest from ending keeps this clock going as well.
let done;
setInterval(() => {
  if (!fs.existsSync(results)) return;
  done ??= Date.now();
  if (Date.now() - done < hangMs) return;
  note({ hung: true });
  process.kill(process.pid, 'SIGKILL');
}, 200).unref();

const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (...args) {
  const port = Number(args[0]?.port ?? args[0]);
  if (port > 0) note({ listens: port });
  return listen.apply(this, args);
};

const readFileSync = fs.readFileSync;
fs.readFileSync = function (file, ...rest) {
  if (overlay && file === overlay.file) return overlay.text;
  return readFileSync.call(this, file, ...rest);
};

/** Who made an item or a log: `authtest 7` → the token. */
const makers = new Map();

const emit = http.Server.prototype.emit;
http.Server.prototype.emit = function (event, req, res, ...rest) {
  if (event !== 'request') return emit.call(this, event, req, res, ...rest);
  const maker = makers.get(rowOf(req));
  const token = req.headers.authorization;
  const stranger = maker !== undefined && token && !isSame(maker, token);
  const { method, url } = req;
  const at = Date.now();
  res.on('finish', () => {
    note({ at, method, url, status: res.statusCode, stranger });
  });
  if (fault === 'owner' && stranger) req.headers.authorization = maker;
  if (fault === 'sign-out' && /^POST .*\/signout$/.test(`${method} ${url}`)) {
    res.statusCode = 204;
    return res.end();
  }
  const end = res.end;
  res.end = function (chunk, ...more) {
    const body = parse(chunk);
    const id = (body?.authtestdata ?? body?.log)?.id;
    if (method === 'POST' && id) makers.set(`${kindOf(url)} ${id}`, token);
    const changed = faults[fault]?.({ method, url, res, body });
    if (!changed) return end.call(this, chunk, ...more);
    const text = JSON.stringify(changed);
    res.setHeader('Content-Type', 'application/json; charset=utf-8');
    res.setHeader('Content-Length', Buffer.byteLength(text));
    return end.call(this, text);
  };
  return emit.call(this, event, req, res, ...rest);
};

const stranger = { user: { id: 1, username: 'somebody' }, message: 'created' };

/** By name: what an answer's body is then; undefined leaves it as it is. */
const faults = {
  success: ({ res, body }) => {
    if (res.statusCode < 400) return undefined;
    res.statusCode = 200;
    return body ?? {};
  },
  taken: ({ res, url }) => {
    if (res.statusCode !== 409 || !/\/user\b/.test(url)) return undefined;
    res.statusCode = 201;
    return { ...stranger, sessionToken: 'none' };
  },
  password: ({ res, url }) => {
    const isSignIn = /\/(signin|login)\b/.test(url);
    if (res.statusCode !== 401 || !isSignIn) return undefined;
    res.statusCode = 200;
    return { ...stranger, sessionToken: 'none' };
  },
  hash: ({ body }) => {
    if (!body?.user?.id) return undefined;
    const passwordhash = `$2b$10$${'N9qo8uLOickgx2ZMRZoMye'.padEnd(53, 'x')}`;
    return { ...body, user: { ...body.user, passwordhash } };
  },
};

/** `/authtest/update/7` → `authtest 7` */
function rowOf({ url }) {
  const id = /\/(\d+)(\?.*)?$/.exec(url)?.[1];
  return id && `${kindOf(url)} ${id}`;
}

function kindOf(url) {
  return /^\/authtest\b/.test(url) ? 'authtest' : 'log';
}

/** One user may have two tokens. */
function isSame(one, other) {
  return one === other || idIn(one) === idIn(other);
}

function idIn(token) {
  try {
    const payload = token.split('.')[1];
    return JSON.parse(Buffer.from(payload, 'base64url').toString()).id ?? token;
  } catch {
    return token;
  }
}

function parse(chunk) {
  try {
    return JSON.parse(String(chunk));
  } catch {
    return undefined;
  }
}
