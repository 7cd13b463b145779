// The commands that look: list, guard, doctor, diff, bench.
import { describe, expect, it } from '@jest/globals';
import { command as bench } from '../../course/commands/bench';
import { command as guard } from '../../course/commands/guard';
import { command as list } from '../../course/commands/list';
import { runCourse } from '../run-course';
import { typed } from '../typed';

describe('npm run list', () => {
  it('shows the lessons of a module, checkpoints and coming ones marked', async () => {
    const { text: stdout } = await typed(list, ['03', '05.02']);
    expect(stdout).toContain('03 Routes Intro\n    03.01     Routes intro\n');
    expect(stdout).toContain('  * 03.02     Express Router() intro\n');
    expect(stdout).not.toContain('04.01.02');
  });

  it('takes a number as a person types it', async () => {
    const { text: stdout } = await typed(list, ['5', '1', '2.3']);
    expect(stdout.match(/^\d\d /gm)).toEqual(['01 ', '02 ', '05 ']);
    expect(stdout).toContain('* 02.03');
    expect(stdout).not.toContain('* 02.01');
  });

  it('names the course finish', async () => {
    const { text: stdout } = await typed(list, ['13.02']);
    expect(stdout.match(/.*finish.*/g)).toEqual([
      '  * 13.02.04  Queries: Transactions and Raw SQL  (the course finish)',
    ]);
  });

  it('speaks JSON', async () => {
    const { text: stdout } = await typed(list, [], { json: true });
    expect(JSON.parse(stdout)).toHaveLength(101);
  });

  it('says so where nothing fits', async () => {
    await expect(typed(list, ['77'])).rejects.toThrow(
      'There is no lesson "77"',
    );
  });
});

describe('npm run guard', () => {
  it('runs the guards that are named', async () => {
    const { code, text: stdout } = await typed(guard, ['drift', 'floors']);
    expect(stdout.trim().split('\n')).toHaveLength(2);
    expect(code).toBe(0);
  });

  it('speaks JSON', async () => {
    const { text: stdout } = await typed(guard, ['drift'], { json: true });
    expect(JSON.parse(stdout)).toMatchObject([{ name: 'drift', problems: [] }]);
  });

  it('names the guards where there is none of that name', async () => {
    await expect(typed(guard, ['drifts'])).rejects.toThrow(
      'The guards are outline, drift,',
    );
  });
});

describe('npm run doctor', () => {
  it('looks at all that the course needs', async () => {
    const { stdout } = await runCourse(['doctor', '--json']);
    const found: { what: string; state: string }[] = JSON.parse(stdout);
    expect(found.map(({ what }) => what)).toEqual(
      expect.arrayContaining([
        'Node.js',
        'npm',
        'packages',
        'PostgreSQL',
        'disk',
      ]),
    );
    const database = found.find(({ what }) => what === 'PostgreSQL');
    expect(database?.state).toBe('good');
  });

  it('ends with 1 where something is bad, with what to do', async () => {
    const { code, stdout } = await runCourse(['doctor'], {
      DATABASE_URL: 'postgres://postgres:wrong@127.0.0.1:1/course',
    });
    expect(stdout).toContain('✖ PostgreSQL');
    expect(stdout).toMatch(/→ .*DATABASE_URL/);
    // Ours is not wanted, so neither is its port.
    expect(stdout.match(/port \d+/g)).toEqual(['port 3000', 'port 4000']);
    expect(code).toBe(1);
  });
});

describe('npm run diff', () => {
  it('says so where nothing differs, and leaves the patch empty', async () => {
    const { stdout, stderr } = await runCourse(['diff', '03.02', '03.02']);
    expect([stdout, stderr]).toEqual(['', 'no difference\n']);
    const other = await runCourse(['diff', '03.02', '03.03']);
    expect(other.stderr).toBe('');
  });
});

describe('npm run bench', () => {
  it('names what there is where a word is none', async () => {
    await expect(typed(bench, ['nothing'])).rejects.toThrow('There are carry');
  });
});
