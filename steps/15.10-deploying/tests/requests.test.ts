// What is refused at the door, and what is stored exactly as it was sent.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { newUser } from './accounts';
import { useDatabase } from './database';

useDatabase();

let ada: Awaited<ReturnType<typeof newUser>>;
beforeEach(async () => {
  ada = await newUser('ada');
});

const create = (item: unknown) =>
  ada.post('/authtest/create').send({ authtestdata: { item } });

const sendRaw = (type: string, body: string) =>
  ada.post('/authtest/create').set('Content-Type', type).send(body);

describe('an id', () => {
  const malformed = ['abc', '1e3', '0x3E8', '1000.0', '-1', '0', 'NaN'];
  const odd = ['__proto__', '٣', '1000,1001', '1000%00', '2147483648'];
  const notCanonical = ['%201000', '+1000', '01000'];
  const sql = ['1000;drop table users', "1000' or '1'='1"];

  it.each([...malformed, ...odd, ...notCanonical, ...sql])(
    'I3, I4, I5: refuses %j',
    async (id) => {
      const res = await ada.get(`/authtest/${id}`);
      expect(res.status).toBe(400);
    },
  );
});

describe('a body', () => {
  it.each(['{"authtestdata":', 'null', '"x"', '[]', '{}', '7'])(
    'I7: is refused as %s',
    async (body) => {
      expect((await sendRaw('application/json', body)).status).toBe(400);
    },
  );

  it.each(['text/plain', 'application/x-www-form-urlencoded', ''])(
    'I8: is refused as %j',
    async (type) => {
      const res = await sendRaw(type, '{"authtestdata":{"item":"x"}}');
      expect(res.status).toBe(415);
    },
  );

  it('I8: is missed where there is none', async () => {
    const res = await ada.post('/authtest/create');
    expect(res.status).toBe(400);
    expect(res.body.error).toBe('The body must be a JSON object');
  });

  it('I9: is refused in another charset', async () => {
    const res = await sendRaw('application/json; charset=iso-8859-1', '{}');
    expect(res.status).toBe(415);
  });

  it('I10: is refused where it is too large', async () => {
    expect((await create('x'.repeat(100_001))).status).toBe(413);
  });

  it('I12: is refused where it goes 40,000 levels deep', async () => {
    const deep = '['.repeat(40_000) + ']'.repeat(40_000);
    const began = performance.now();
    const body = `{"authtestdata":{"item":${deep}}}`;
    const res = await sendRaw('application/json', body);
    expect(res.status).toBe(400);
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  it('I13: is refused where its bytes are no text', async () => {
    const bytes = Buffer.from('{"authtestdata":{"item":"?"}}');
    bytes[bytes.indexOf('?')] = 0xff;
    const sending = ada.post('/authtest/create').type('json');
    sending.write(bytes);
    const res = await sending;
    expect(res.status).toBe(400);
    expect(res.body.error).toBe('The body is not UTF-8');
  });

  it('I17: can not change what objects are', async () => {
    const inner = '{"item":"x","__proto__":{"polluted":1}}';
    const body = `{"authtestdata":${inner},"__proto__":{"polluted":1}}`;
    expect((await sendRaw('application/json', body)).status).toBe(201);
    expect(({} as any).polluted).toBeUndefined();
  });
});

describe('a field', () => {
  it.each([1, true, null, undefined, [], {}, ['x']])(
    'I15: must be a text, and %j is none',
    async (item) => {
      const res = await create(item);
      expect(res.status).toBe(400);
      expect(res.body.error).toBe('authtestdata.item must be a text');
    },
  );

  it.each([
    ['half a character', '\ud800'],
    ['NUL', 'a\0b'],
    ['no letters', ''],
    ['too many letters', 'é'.repeat(256)],
  ])('I14, I16: can not hold %s', async (_what, item) => {
    const res = await create(item);
    expect(res.status).toBe(400);
    expect(res.body.error).toMatch(/^authtestdata\.item must have 1 to 255/);
  });

  it.each([`a'b"c\\d`, ' x ', '💡é', '\n\t\u0001', 'é'.repeat(255)])(
    'I20: comes back as %j was sent',
    async (item) => {
      const { body } = await create(item);
      const res = await ada.get(`/authtest/${body.authtestdata.id}`);
      expect(res.body.authtestdata).toBe(item);
    },
  );

  it('I2: of another name is left behind', async () => {
    const more = { id: 900, owner: 900, createdAt: '1999-01-01' };
    const sent = { authtestdata: { item: 'x', ...more }, ...more };
    const { body } = await ada.post('/authtest/create').send(sent);
    expect(body.authtestdata).toMatchObject({ id: 1, owner: 1 });
    const res = await ada.put('/authtest/update/1').send(sent);
    expect(res.body.authtestdata).toMatchObject({ id: 1, owner: 1 });
    expect(res.body.authtestdata.createdAt).not.toMatch(/^1999/);
  });
});

describe('a list', () => {
  it.each(['limit=1&limit=2', 'limit=1e9', 'limit=101', 'limit=0', 'limit='])(
    'I18: refuses ?%s',
    async (query) => {
      expect((await ada.get(`/authtest/getall?${query}`)).status).toBe(400);
      expect((await ada.get(`/api/log?${query}`)).status).toBe(400);
    },
  );

  it('I19: has at most 100 rows, and a next page', async () => {
    for (let left = 101; left > 0; left -= 1) await create(`item ${left}`);
    const first = await ada.get('/authtest/getall');
    const second = await ada.get('/authtest/getall?offset=100');
    const ids = [...first.body, ...second.body].map(({ id }) => id);
    expect(first.body).toHaveLength(100);
    expect(ids).toEqual(Array.from({ length: 101 }, (_one, at) => at + 1));
  });
});
