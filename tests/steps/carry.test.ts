// A change carried through later steps: in memory, and in a repository.
import { beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
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
        base: one,
        theirs: change.after,
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

/** Runs code in the clone, with its own `carry-run` as `run`. */
function inClone(code: string): { said?: string; failed?: string } {
  const script = `
    require('tsx/cjs');
    const run = require('./course/steps/carry-run');
    const { lessonById } = require('./course/find-lesson');
    (async () => { ${code} })()
      .then((said) => console.log(JSON.stringify({ said })))
      .catch((e) => console.log(JSON.stringify({ failed: e.message })));`;
  const ran = spawnSync(process.execPath, ['-e', script], {
    cwd: clone,
    encoding: 'utf8',
  });
  if (!ran.stdout) throw new Error(ran.stderr);
  return JSON.parse(ran.stdout.trim().split('\n').at(-1)!);
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
  }, 20_000);

  it('refuses a step that did not change', () => {
    expect(carry('03.02').failed).toMatch('Nothing changed in steps/03.02');
  });

  it('carries a line to the last step, and takes it back', () => {
    const last = writtenCheckpoints.at(-1)!.id;
    const line =
      '// Without this line a taken port would still print "listening".';
    edit(
      '01.03',
      'app.ts',
      line,
      '// A taken port would else print "listening".',
    );
    const said = String(carry('01.03').said);
    expect(said).toContain(`written ${nameOf(last)}`);
    expect(said).not.toContain('conflict');
    expect(textAt(last, 'app.ts')).toContain('// A taken port would else');
    expect(inClone('return run.undoCarry().kept;').said).toEqual([]);
    expect(textAt(last, 'app.ts')).toContain(line);
    git('checkout', '-q', '.');
  }, 20_000);

  it('waits at a conflict, and goes on from the mended file', () => {
    edit('01.03', 'app.ts', 'app.listen(3000', 'app.listen(3003');
    const own = ['04.01.02', '05.02.02', '05.03.01', '05.03.02', '05.03.03'];
    for (const id of own) {
      edit(id, 'app.ts', 'app.listen(3000', 'app.listen(4004');
    }
    git('add', '-A');
    expect(String(carry('01.03').said)).toContain(
      `conflict ${nameOf('04.01.02')}`,
    );
    expect(inClone('return run.continueCarry(false);').failed).toMatch(
      'Not mended yet: steps/04.01.02',
    );
    edit('04.01.02', 'app.ts', 'app.listen(4004', 'app.listen(3003');
    inClone('return run.continueCarry(false);');
    expect(textAt('05.02.02', 'app.ts')).toContain('app.listen(3003');
    git('reset', '-q', '--hard');
    fs.rmSync(path.join(clone, '.course'), { recursive: true, force: true });
  }, 20_000);

  it('refuses where a later step has changes that git does not hold', () => {
    edit('03.02', 'app.ts', 'const app', 'const  app');
    edit('03.04', 'app.ts', 'const app', 'const   app');
    expect(carry('03.02').failed).toMatch('changes that git does not hold');
    git('checkout', '-q', '.');
  });

  it('carries a new name of a file', () => {
    const from = path.join(clone, 'steps', nameOf('03.02'), 'controllers');
    fs.renameSync(
      path.join(from, 'testcontroller.ts'),
      path.join(from, 'tests.ts'),
    );
    const { said, failed } = carry('03.02');
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
  }, 20_000);
});
