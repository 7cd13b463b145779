// A small server with the accounts of modules 06 to 08, kept in memory: what
// the collection's scripts are tried on, and what faults are planted into.
import express, { type RequestHandler } from 'express';
import jwt from 'jsonwebtoken';
import type { AddressInfo } from 'node:net';

export interface AccountsServer {
  url: string;
  /** Forgets all accounts, as a new database would. */
  reset(): void;
  /** How many accounts were made since the start. */
  made(): number;
  stop(): Promise<void>;
}

export interface Fault {
  /** Gives the hash away with the user. */
  leakHash?: boolean;
  /** Its tokens have ended before they begin. */
  ended?: boolean;
}

const secret = 'only for this test';

interface Account {
  id: number;
  username: string;
  password: string;
}

/** Starts it on a free port. */
export async function startAccounts(
  fault: Fault = {},
): Promise<AccountsServer> {
  const accounts = new Map<string, Account>();
  let made = 0;
  const shown = ({ id, username }: Account) =>
    fault.leakHash
      ? { id, username, passwordhash: '$2b$10$abcdefghijklmnopqrstuv' }
      : { id, username };
  const sessionToken = ({ id }: Account) =>
    jwt.sign({ id }, secret, { expiresIn: fault.ended ? -60 : '24h' });
  const app = express();
  app.use(express.json());
  const needsUser: RequestHandler = (req, res, next) => {
    const { username, password } = req.body?.user ?? {};
    const isName = typeof username === 'string' && username.trim() !== '';
    if (isName && typeof password === 'string') {
      return next();
    }
    res.status(400).json({ error: 'A name and a password are needed' });
  };
  app.post('/api/user/createuser', needsUser, (req, res) => {
    const { username, password } = req.body.user;
    if (password.length > 72) {
      res.status(400).json({ error: 'That password is too long' });
      return;
    }
    if (accounts.has(username)) {
      res.status(409).json({ error: 'That name is taken' });
      return;
    }
    const account = { id: ++made, username, password };
    accounts.set(username, account);
    const token = sessionToken(account);
    res
      .status(201)
      .json({ user: shown(account), message: 'created', sessionToken: token });
  });
  app.post('/api/user/signin', needsUser, (req, res) => {
    const account = accounts.get(req.body.user.username);
    if (account?.password !== req.body.user.password || !account) {
      res.status(401).json({ error: 'Wrong name or password' });
      return;
    }
    res.json({
      user: shown(account),
      message: 'successfully authenticated',
      sessionToken: sessionToken(account),
    });
  });
  app.get('/authtest/getall', (req, res) => {
    const token = req.headers.authorization?.replace(/^Bearer /, '') ?? '';
    if (!isKnown(token, accounts)) {
      res.status(401).json({ error: 'Please sign in' });
      return;
    }
    res.json([]);
  });
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    reset: () => accounts.clear(),
    made: () => made,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

// A token outlives its account when the accounts are reset.
function isKnown(token: string, accounts: Map<string, Account>): boolean {
  try {
    const { id } = jwt.verify(token, secret) as { id: number };
    return [...accounts.values()].some((one) => one.id === id);
  } catch {
    return false;
  }
}
