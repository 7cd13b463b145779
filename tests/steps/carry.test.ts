// A change carried through later steps: in memory, and in a repository.
import {
  afterAll,
  afterEach,
  beforeAll,
  describe,
  expect,
  it,
} from '@jest/globals';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { stepFolder, writtenCheckpoints } from '../../course/find-lesson';
import { carryChange } from '../../course/steps/carry';
import { makeFolder, readFile } from '../folders';
import { root } from '../run-course';

const one = 'a();\nb();\nc();\n';
const steps: Record<string, string | undefined> = {
  s1: one,
  s2: 'a();\nb();\nc();\nd();\n',
  s3: 'a();\nb();\nc();\nd();\ne();\n',
};
const read = (step: string) => steps[step];

describe('carryChange', () => {
  it('brings a change to every later step', async () => {
    const after = one.replace('b();', 'b(1);');
    const change = { file: 'a.ts', before: one, after };
    const outcomes = await carryChange(change, ['s1', 's2', 's3'], read);
    expect(outcomes.map(({ what }) => what)).toEqual(Array(3).fill('written'));
    expect(outcomes[2].text).toBe('a();\nb(1);\nc();\nd();\ne();\n');
  });

  it('adds and removes files, and ends where a file ends', async () => {
    const none = () => undefined;
    const added = { file: 'n.ts', after: 'n();\n' };
    const went = { file: 'a.ts', before: one, after: undefined };
    expect(await carryChange(added, ['s1'], none)).toMatchObject([
      { what: 'added', text: 'n();\n' },
    ]);
    expect(await carryChange(went, ['s1'], () => one)).toMatchObject([
      { what: 'removed' },
    ]);
    const change = { file: 'a.ts', before: one, after: 'x();\n' };
    expect(await carryChange(change, ['s1', 's2'], none)).toMatchObject([
      { what: 'ended' },
    ]);
  });

  it('stops at a contradiction and gives its three sides', async () => {
    const change = { file: 'a.ts', before: one, after: one.replace('b', 'x') };
    const ours = one.replace('b', 'y');
    const outcomes = await carryChange(change, ['s1', 's2'], () => ours);
    expect(outcomes).toEqual([
      expect.objectContaining({
        step: 's1',
        what: 'conflict',
        ours,
        clashes: [{ base: 'b();\n', ours: 'y();\n', theirs: 'x();\n' }],
      }),
    ]);
  });
});

// The tools and steps in a repository of their own, so that ours stays as it is.
let clone: string;

function git(...args: string[]): string {
  const ran = spawnSync('git', ['-C', clone, ...args], { encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(ran.stderr);
  return ran.stdout;
}

type Answer = { said?: string; failed?: string };
let tools: ChildProcess;

// One process for all tests: to load the tools takes longer than to use them.
function startTools(): void {
  const script = `
    require('tsx/cjs');
    const run = require('./course/steps/carry-run');
    const { lessonById } = require('./course/find-lesson');
    process.on('message', (code) =>
      eval('(async () => {' + code + '})()').then(
        (said) => process.send({ said }),
        (e) => process.send({ failed: e.message }),
      ));`;
  tools = spawn(process.execPath, ['-e', script], {
    cwd: clone,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}

/** Runs code in the clone, with its own `carry-run` as `run`. */
async function inClone(code: string): Promise<Answer> {
  const answer = once(tools, 'message');
  tools.send(code);
  const [told] = await answer;
  return told as Answer;
}

const carry = (id: string) =>
  inClone(`const plan = await run.planCarry(lessonById('${id}'));
    run.applyCarry(plan);
    return plan.outcomes.map(({ step, what }) => what + ' ' + step);`);

const nameOf = (id: string) =>
  path.basename(stepFolder(writtenCheckpoints.find((one) => one.id === id)!));

function edit(id: string, file: string, from: string, to: string) {
  const full = path.join(clone, 'steps', nameOf(id), file);
  const text = fs.readFileSync(full, 'utf8');
  if (!text.includes(from)) throw new Error(`${full} has no ${from}`);
  fs.writeFileSync(
    full,
    text.replace(from, () => to),
  );
}

const textAt = (id: string, file: string) =>
  readFile(path.join(clone, 'steps', nameOf(id)), file);

describe('carry in a repository', () => {
  beforeAll(() => {
    clone = makeFolder();
    for (const name of ['course', 'steps', 'package.json', 'tsconfig.json']) {
      fs.cpSync(path.join(root, name), path.join(clone, name), {
        recursive: true,
        filter: (from) => path.basename(from) !== 'node_modules',
      });
    }
    const packages = path.join(root, 'node_modules');
    fs.symlinkSync(packages, path.join(clone, 'node_modules'), 'junction');
    fs.writeFileSync(path.join(clone, '.gitignore'), 'node_modules\n.course\n');
    git('init', '-q', '-b', 'main');
    git('config', 'user.name', 'test');
    git('config', 'user.email', 'test@example.com');
    git('config', 'core.autocrlf', 'false');
    git('add', '-A');
    git('commit', '-qm', 'all');
    git('tag', 'start');
    startTools();
  }, 60_000);

  afterAll(() => {
    tools.disconnect();
  });

  afterEach(() => {
    git('reset', '-q', '--hard', 'start');
    git('clean', '-qfd');
    fs.rmSync(path.join(clone, '.course'), { recursive: true, force: true });
  });

  it('refuses a step that did not change', async () => {
    expect((await carry('03.02')).failed).toMatch(
      'Nothing changed in steps/03.02',
    );
  });

  it('carries a line to the last step, and takes it back', async () => {
    const last = writtenCheckpoints.at(-1)!.id;
    const line =
      '// The connection to the database, shared by the whole server.';
    edit('04.01.02', 'db.ts', line, '// One connection for all of the server.');
    const said = String((await carry('04.01.02')).said);
    expect(said).toContain(`written ${nameOf(last)}`);
    expect(said).not.toContain('conflict');
    expect(textAt(last, 'db.ts')).toContain('// One connection for all');
    expect(
      (await inClone('return run.undoCarry().copies;')).said,
    ).toBeUndefined();
    expect(textAt(last, 'db.ts')).toContain(line);
  }, 60_000);

  it('waits at a conflict, and goes on from the mended file', async () => {
    edit('01.03', 'app.ts', 'app.listen(3000', 'app.listen(3003');
    const own = ['04.01.02', '05.02.02', '05.03.01', '05.03.02', '05.03.03'];
    for (const id of own) {
      edit(id, 'app.ts', 'app.listen(3000', 'app.listen(4004');
    }
    git('add', '-A');
    git(
      'commit',
      '-qm',
      'theirs',
      '--',
      ...own.map((id) => `steps/${nameOf(id)}`),
    );
    expect(String((await carry('01.03')).said)).toContain(
      `conflict ${nameOf('04.01.02')}`,
    );
    expect((await inClone('return run.continueCarry(false);')).failed).toMatch(
      'Not mended yet: steps/04.01.02',
    );
    edit('04.01.02', 'app.ts', 'app.listen(4004', 'app.listen(3003');
    await inClone('return run.continueCarry(false);');
    expect(textAt('05.02.02', 'app.ts')).toContain('app.listen(3003');
  }, 60_000);

  it('refuses where a later step has changes that git does not hold', async () => {
    edit('03.02', 'app.ts', 'const app', 'const  app');
    edit('03.04', 'app.ts', 'const app', 'const   app');
    expect((await carry('03.02')).failed).toMatch(
      'changes that git does not hold',
    );
  });

  it('carries a new name of a file', async () => {
    const from = path.join(clone, 'steps', nameOf('03.02'), 'controllers');
    fs.renameSync(
      path.join(from, 'testcontroller.ts'),
      path.join(from, 'tests.ts'),
    );
    const { said, failed } = await carry('03.02');
    expect(failed).toBeUndefined();
    expect(String(said)).not.toContain('conflict');
    const later = path.join(clone, 'steps', nameOf('05.03.07'), 'controllers');
    expect(fs.readdirSync(later)).toEqual(['tests.ts']);
    expect(textAt('05.03.07', 'controllers/tests.ts')).toBe(
      fs.readFileSync(
        path.join(
          root,
          'steps',
          nameOf('05.03.07'),
          'controllers',
          'testcontroller.ts',
        ),
        'utf8',
      ),
    );
  }, 60_000);

  it('2: keeps all of two lines that change places, or says so', async () => {
    const [use, mount] = [
      '// Above the routes, so that they find the body read.\napp.use(express.json());\n',
      "app.use('/test', test);\n",
    ];
    edit('05.03.07', 'app.ts', `${use}\n${mount}`, `${mount}\n${use}`);
    expect(String((await carry('05.03.07')).said)).toBe(
      'conflict 06.02.01-user-create',
    );
    const judged = (await inClone('return [...run.carriedSteps()];')).said;
    expect(judged).toEqual([nameOf('05.03.07')]);
  }, 60_000);

  const mounts = (id: string) =>
    textAt(id, 'app.ts')
      .split('\n')
      .filter((line) => /^app\.use\('\/(one|two)/.test(line))
      .map((line) => /'(.*)'/.exec(line)![1])
      .join(' ');
  // Beside it no later step changes anything.
  const json = 'app.use(express.json());\n';
  const mount = (route: string) => `app.use('${route}', test);\n`;

  it.each([
    ['3', mount('/one') + mount('/two'), '/one /two'],
    ['4', mount('/oneandonly'), '/oneandonly'],
  ])(
    '%s: carries what changed since it carried last',
    async (_, now, routes) => {
      edit('08.01', 'app.ts', json, json + mount('/one'));
      await carry('08.01');
      git('add', '-A');
      edit('08.01', 'app.ts', mount('/one'), now);
      expect(String((await carry('08.01')).said)).not.toContain('conflict');
      expect(mounts('08.02')).toBe(routes);
      expect(mounts('08.03')).toBe(routes);
      git('add', '-A');
      expect((await carry('08.01')).failed).toMatch(
        'Nothing changed in steps/08.01',
      );
    },
    60_000,
  );

  it.each([
    ['08.01', '08.02'],
    ['08.02', '08.01'],
  ])(
    '5: carries %s, then %s',
    async (first, second) => {
      edit('08.01', 'app.ts', json, json + mount('/one'));
      edit('08.02', 'app.ts', json, json + mount('/two'));
      git('add', '-A');
      await carry(first);
      git('add', '-A');
      expect((await carry(second)).failed).toBeUndefined();
      expect(mounts('08.03')).toBe('/one /two');
      expect(mounts('08.02')).toBe('/one /two');
    },
    60_000,
  );

  it('13, 14: goes on with a rename, from a file that is code', async () => {
    const controllers = (id: string) =>
      path.join(clone, 'steps', nameOf(id), 'controllers');
    const [old, fresh] = ['usercontroller.ts', 'accounts.ts'];
    const file = `controllers/${old}`;
    fs.renameSync(
      path.join(controllers('08.01'), old),
      path.join(controllers('08.01'), fresh),
    );
    const check = 'if (!isText(username)) {';
    edit('08.01', `controllers/${fresh}`, check, `if (!username) {`);
    expect((await carry('08.01')).said).toContain(
      `conflict ${nameOf('08.02')}`,
    );
    const both =
      "if (!isText(username) || !isText(password)) {\n    res.status(400).json({ error: 'Send a username";
    const mended = both.replace('!isText(username)', '!username');
    edit('08.02', file, both, `\n<<<<<<< ours\n${mended}`);
    const goOn = () => inClone('return run.continueCarry(false);');
    expect((await goOn()).failed).toMatch(
      /^steps\/08\.02.*line \d+: a mark of a/,
    );
    edit('08.02', file, '<<<<<<< ours\n', 'if (((\n');
    expect((await goOn()).failed).toMatch(
      /^steps\/08\.02.*line \d+: this can't be read/,
    );
    edit('08.02', file, 'if (((\n', '');
    expect((await goOn()).failed).toBeUndefined();
    for (const id of ['08.02', '08.03']) {
      expect(fs.readdirSync(controllers(id)).sort()).toEqual([
        fresh,
        'testcontroller.ts',
      ]);
      expect(textAt(id, `controllers/${fresh}`)).toContain('!username ||');
    }
    const { copies } = (await inClone('return run.undoCarry();'))
      .said as unknown as {
      copies: string;
    };
    expect(
      readFile(
        path.join(clone, copies, nameOf('08.02')),
        `controllers/${fresh}`,
      ),
    ).toContain('!username ||');
    expect(fs.readdirSync(controllers('08.03'))).toContain(old);
  }, 60_000);

  it('15: says that its note is broken', async () => {
    const note = path.join(clone, '.course', 'carry.json');
    fs.mkdirSync(path.dirname(note), { recursive: true });
    fs.writeFileSync(note, '{ "lesson": "08.0');
    const words = [
      "planCarry(lessonById('08.01'))",
      'continueCarry(false)',
      'undoCarry()',
    ];
    for (const word of words) {
      expect((await inClone(`return run.${word};`)).failed).toMatch(
        'The note of the last carry, .course/carry.json, is broken.',
      );
    }
  }, 60_000);

  it('leaves a file that is no text as it is, byte by byte', async () => {
    const bytes = Buffer.from([0x89, 0x50, 0xff, 0, 0x0d, 0x0a, 0xfe]);
    const picture = (id: string) =>
      path.join(clone, 'steps', nameOf(id), 'a.png');
    fs.writeFileSync(picture('08.01'), bytes);
    expect((await carry('08.01')).failed).toBeUndefined();
    expect(fs.readFileSync(picture('08.03'))).toEqual(bytes);
    await inClone('return run.undoCarry();');
    expect(fs.existsSync(picture('08.03'))).toBe(false);
  }, 60_000);
});
