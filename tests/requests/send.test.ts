// Sending one request, and those it needs before it.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import net, { type AddressInfo } from 'node:net';
import { PlainError } from '../../course/plain-error';
import { send, type Variables } from '../../course/requests/send';
import { stableBody } from '../../course/requests/examples';
import { requestModules } from '../../postman/requests';
import type { CourseRequest } from '../../postman/requests/define';
import { startAccounts, type AccountsServer } from './accounts-server';

const all = requestModules.flatMap((one) => one.requests);
const request = (key: string) => all.find((one) => one.key === key)!;

describe('send', () => {
  let server: AccountsServer;
  beforeAll(async () => {
    server = await startAccounts();
  });
  afterAll(() => server.stop());

  it('gives the request as it went out and the answer as it came', async () => {
    const { request: sent, response } = await send(
      server.url,
      request('06.02.02/no-password'),
    );
    expect(sent.method).toBe('POST');
    expect(sent.path).toBe('/api/user/createuser');
    expect(sent.headers).toEqual({ 'Content-Type': 'application/json' });
    expect(JSON.parse(sent.body!)).toEqual({ user: { username: 'grace' } });
    expect(response.status).toBe(400);
    expect(response.statusText).toBe('Bad Request');
    expect(response.headers['content-type']).toMatch(/^application\/json/);
    expect(JSON.parse(response.body)).toHaveProperty('error');
  });

  it('signs up and in first, and keeps the token', async () => {
    const variables: Variables = {};
    const needsToken: CourseRequest = {
      key: '08.03/mine',
      title: 'Mine',
      description: 'Asks with a token.',
      method: 'GET',
      path: '/authtest/getall',
      auth: 'token',
      needs: ['08.03/signin'],
      expect: { status: 200 },
    };
    const first = await send(server.url, needsToken, variables);
    expect(first.response.status).toBe(200);
    expect(variables.token).toMatch(/^eyJ/);
    const made = server.made();
    const again = await send(server.url, needsToken, variables);
    expect(again.request.headers.Authorization).toBe(
      `Bearer ${variables.token}`,
    );
    expect(server.made()).toBe(made);
  });

  it('makes up a new name each time, the bare one where asked', async () => {
    const signUp = request('06.02.02/createuser');
    const one: Variables = {};
    await send(server.url, signUp, one);
    const two: Variables = {};
    await send(server.url, signUp, two);
    expect(one.username).not.toBe(two.username);
    const bare: Variables = {};
    await send(server.url, signUp, bare, { stable: true });
    expect(bare.username).toBe('ada');
  });

  it('leaves no old token behind when signing in fails', async () => {
    const variables = { username: 'nobody', token: 'old' };
    await send(server.url, request('08.03/signin'), variables);
    expect(variables.token).toBeUndefined();
  });

  it('drops what a request has spent, and makes it anew', async () => {
    const spender = {
      ...request('08.03/signin'),
      saves: {},
      spends: ['username'],
    };
    const variables: Variables = {};
    await send(server.url, request('06.02.02/createuser'), variables);
    await send(server.url, spender, variables);
    expect(variables.username).toBeUndefined();
    expect((await send(server.url, spender, variables)).response.status).toBe(
      200,
    );
  });

  it('sends a text as it stands, broken JSON too', async () => {
    const broken = { ...request('06.02.02/no-body'), body: '{ "user": ' };
    const { request: sent, response } = await send(server.url, broken);
    expect(sent.body).toBe('{ "user": ');
    expect(response.status).toBe(400);
  });

  it('says that no server listens', async () => {
    const closed = await listenAndClose();
    const sending = send(closed, request('02.03/api-test'));
    await expect(sending).rejects.toThrow(PlainError);
    await expect(sending).rejects.toThrow(`No server listens at ${closed}`);
  });

  it('says that a request gets no answer', async () => {
    const silent = net.createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const asking = send(url, request('02.03/api-test'), {}, { timeoutMs: 200 });
    await expect(asking).rejects.toThrow(/GET \/api\/test got no answer/);
    silent.close();
  });
});

describe('stableBody', () => {
  it('fixes times and tokens and nothing else', () => {
    const body = JSON.stringify({
      id: 3,
      createdAt: new Date().toISOString(),
      sessionToken: 'eyJhbGciOiJIUzI1NiJ9.eyJpZCI6MX0.abc-_1',
      testdata: 'at 2026-01-15T09:30:00.000Z',
    });
    expect(JSON.parse(stableBody(body))).toEqual({
      id: 3,
      createdAt: '2026-01-15T09:30:00.000Z',
      sessionToken: 'eyJhbGciOi…',
      testdata: 'at 2026-01-15T09:30:00.000Z',
    });
    expect(stableBody('Hey!!!')).toBe('Hey!!!');
  });
});

async function listenAndClose(): Promise<string> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}
