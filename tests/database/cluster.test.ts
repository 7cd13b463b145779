// Our own PostgreSQL under bad conditions: rush, kills, taken ports.
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  find,
  findOrStart,
  query,
  stop,
  studentDatabase,
} from '../../course/database';
import { command } from '../../course/commands/db';
import { place } from '../../course/database/place';
import { copyPrograms } from '../../course/database/programs';
import { isAlive, readNote } from '../../course/database/running';
import {
  freePort,
  inAnotherProcess,
  usePrivateCluster,
} from './private-cluster';

jest.setTimeout(60_000);

let cluster: Awaited<ReturnType<typeof usePrivateCluster>>;
beforeAll(async () => {
  cluster = await usePrivateCluster();
});
afterAll(() => cluster.remove());

const pid = () => readNote(place().data)?.pid ?? 0;

describe('findOrStart', () => {
  it('starts one server when six ask at once, in an odd folder', async () => {
    const ask = `const { port, started } = await database.findOrStart();
      console.log(JSON.stringify({ port, started }));`;
    const six = Array.from({ length: 6 }, () => inAnotherProcess(ask));
    const answers = (await Promise.all(six)).map((one) => JSON.parse(one));
    expect(answers.filter((one) => one.started)).toHaveLength(1);
    expect(new Set(answers.map((one) => one.port)).size).toBe(1);
    expect(fs.existsSync(place().lock)).toBe(false);
  });

  it('finds the running one, and find() does too', async () => {
    const before = pid();
    const server = await findOrStart();
    expect(server).toMatchObject({ host: '127.0.0.1', embedded: true });
    expect(server.started).toBe(false);
    expect(await find()).toEqual(server);
    expect(pid()).toBe(before);
  });

  it('refuses a wrong password', async () => {
    const { url } = await findOrStart();
    const wrong = url.replace(':postgres@', ':guess@');
    await expect(query(wrong, 'select 1')).rejects.toThrow(
      'password authentication failed for user "postgres"',
    );
  });

  it('keeps every acknowledged row when the server is killed', async () => {
    const db = await studentDatabase();
    await query(
      db.url,
      'create table kept (id int); insert into kept values (7)',
    );
    process.kill(pid(), 'SIGKILL');
    const port = readNote(place().data)?.port;
    expect(await findOrStart()).toMatchObject({ port });
    expect(await query(db.url, 'select id from kept')).toEqual([{ id: 7 }]);
  });

  it('takes over the lock of a dead process', async () => {
    await stop();
    const dead = await inAnotherProcess('console.log(process.pid)');
    fs.writeFileSync(place().lock, dead);
    expect(await findOrStart()).toMatchObject({ started: true });
  });

  it('starts after a power cut that left its note empty', async () => {
    await stop();
    const file = path.join(place().data, 'postmaster.pid');
    fs.writeFileSync(file, '');
    fs.utimesSync(file, 0, 0);
    expect(await findOrStart()).toMatchObject({ started: true });
  });

  it('goes on where somebody dropped the database that it begins in', async () => {
    const { url } = await findOrStart();
    const { url: other } = await studentDatabase();
    await query(other, 'drop database postgres with (force)');
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect((await studentDatabase()).name).toBe('workoutlog');
  });

  it('says that it was stopped where it goes in the middle', async () => {
    const { url } = await findOrStart();
    const asked = query(url, 'select pg_sleep(30)');
    process.kill(pid(), 'SIGINT');
    const sentence = /^The course's PostgreSQL at 127\.0\.0\.1:\d+ was stopped/;
    await expect(asked).rejects.toThrow(sentence);
    await expect(query(url, 'select 1')).rejects.toThrow(sentence);
    expect(await findOrStart()).toMatchObject({ started: true });
  });

  it('takes away half a copy of the programs', () => {
    const name = path.basename(copyPrograms(place().home));
    const home = path.join(place().home, 'half');
    fs.mkdirSync(path.join(home, `${name}.123`), { recursive: true });
    copyPrograms(home);
    expect(fs.readdirSync(home)).toEqual([name]);
  });

  it('chooses another port where its own is taken, and keeps that', async () => {
    const { port } = await findOrStart();
    expect(await stop()).toBe(true);
    expect(await find()).toBeUndefined();
    const other = net.createServer().listen(port, '127.0.0.1');
    const moved = await findOrStart();
    expect(moved.port).not.toBe(port);
    other.close();
    await stop();
    expect((await findOrStart()).port).toBe(moved.port);
  });

  it('says so when another program answers in its place', async () => {
    const { data } = place();
    const file = path.join(data, 'postmaster.pid');
    const note = fs.readFileSync(file, 'utf8');
    const web = net.createServer((socket) => socket.end('HTTP/1.1 400\r\n'));
    const port = await freePort();
    await new Promise<void>((done) => web.listen(port, '127.0.0.1', done));
    fs.writeFileSync(file, note.replace(/^\d{4,5}$/gm, String(port)));
    expect(await find()).toBeUndefined();
    fs.writeFileSync(file, note);
    web.close();
    expect(await find()).toBeDefined();
  });
});

describe('the launcher without rights', () => {
  const root = process.getuid?.() === 0;
  // skipped because only root can become somebody else
  (root ? it : it.skip)(
    'works for a user who is not root',
    async () => {
      const home = path.join(place().home, '..', 'of nobody');
      const folder = path.join(home, 'postgres-18');
      fs.mkdirSync(folder, { recursive: true });
      // The copy is tested above: here it would only take time.
      const programs = copyPrograms(place().home);
      fs.symlinkSync(programs, path.join(folder, path.basename(programs)));
      fs.writeFileSync(path.join(folder, 'port.txt'), String(await freePort()));
      for (const one of [home, folder, path.join(folder, 'port.txt')]) {
        fs.chownSync(one, 65534, 65534);
      }
      const said = await inAnotherProcess(
        `const { started } = await database.findOrStart();
       console.log(process.getuid(), started, await database.stop());`,
        { uid: 65534, gid: 65534, env: { COURSE_HOME: home, HOME: home } },
      );
      expect(said).toBe('65534 true true');
    },
    60_000,
  );

  // skipped because only root owns folders that others may not enter
  (root ? it : it.skip)(
    'says what to do where root owns a closed folder',
    async () => {
      const closed = path.join(place().home, '..', 'closed');
      fs.mkdirSync(closed, { mode: 0o700 });
      const said = await inAnotherProcess(
        `await database.findOrStart().catch((error) => console.log(error.name, error.message));`,
        { env: { COURSE_HOME: closed } },
      );
      expect(said).toMatch(
        /^PlainError PostgreSQL may not use the folder .*COURSE_HOME.*DATABASE_URL/,
      );
      expect(said.split('\n')).toHaveLength(1);
    },
  );
});

describe('npm run db', () => {
  it('stops it, and starts it again when needed', async () => {
    const lines: string[] = [];
    const log = jest.spyOn(console, 'log');
    log.mockImplementation((line) => void lines.push(line));
    for (const words of [['stop'], ['stop'], []]) await command.run(words, {});
    log.mockRestore();
    expect(lines[0]).toMatch(/^Stopped PostgreSQL at 127\.0\.0\.1:\d+/);
    expect(lines[1]).toBe('PostgreSQL was not running.');
    const state = lines.slice(2).join('\n');
    expect(state).toMatch(
      /^Database workoutlog at .*\n\nPostgreSQL 18.* was started now/,
    );
    expect(state).toMatch(/user +postgres\n +password +postgres\n/);
  });
});

describe('stop', () => {
  it('leaves nothing running', async () => {
    const before = pid();
    expect(isAlive(before)).toBe(true);
    expect(await stop()).toBe(true);
    expect(isAlive(before)).toBe(false);
    expect(await stop()).toBe(false);
  });
});
