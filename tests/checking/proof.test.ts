// The proof itself: a check that can't tell is found out.
import { afterAll, describe, expect, it } from '@jest/globals';
import { checksAt, checksOf, prove } from '../../course/checking';
import { checksFor, fail } from '../../checks/define';
import { hintProblems } from '../../course/checking/hint-problems';
import { judgeRows } from '../../course/checking/prove';
import { lessonById, stepFolder } from '../../course/find-lesson';
import {
  aCheck,
  folderWith,
  lesson,
  oddServer,
  removeFolders,
} from './folders';

afterAll(removeFolders);

const folder = folderWith({ 'app.js': oddServer });
const blind = aCheck('blind', ({ ask }) => ask.get('/nowhere'));
const strict = aCheck('strict', () => fail('Never.'));
const row = { lesson, folder, name: 'odd', mustPass: [], mustFail: [] };

describe('judgeRows', () => {
  it('counts what comes out as it must', async () => {
    const rows = [{ ...row, mustPass: [blind], mustFail: [strict] }];
    const proof = await judgeRows(rows);
    expect(proof).toEqual({ holds: true, lines: [], passed: 2, failed: 0 });
  });

  it('finds a check that passes for a broken server', async () => {
    const { holds, lines } = await judgeRows([{ ...row, mustFail: [blind] }]);
    expect(holds).toBe(false);
    expect(lines).toEqual(['✖ odd passes 03.02/blind, and must not.']);
  });

  it('finds a step that fails its own check', async () => {
    const { lines } = await judgeRows([{ ...row, mustPass: [strict] }]);
    expect(lines).toEqual(['✖ odd fails 03.02/strict: Never.']);
  });

  it('does not take "could not tell" for a fault that was caught', async () => {
    const silent = aCheck('silent', () => fail(''));
    const { holds } = await judgeRows([{ ...row, mustFail: [silent] }]);
    expect(holds).toBe(false);
  });
});

describe('prove', () => {
  it('holds for a lesson, its faults included', async () => {
    const proof = await prove([lessonById('02.01')]);
    expect(proof.lines).toEqual([]);
    const { checks } = checksOf(lessonById('02.01'));
    const faults = checks.flatMap((one) => one.faults).length;
    expect(proof.passed).toBe(
      checksAt(lessonById('02.01')).length + checks.length + faults,
    );
  });
});

describe('checksAt', () => {
  it('asks a check from its lesson to the last one with it', () => {
    const keysAt = (id: string) =>
      checksAt(lessonById(id)).map((check) => check.key);
    const asked = ['02.03', '03.02', '05.02.02', '05.03.01'].map((id) =>
      keysAt(id).includes('03.02/test-route'),
    );
    expect(asked).toEqual([false, true, true, false]);
    expect(keysAt('05.03.01')).toContain('03.02/router-file');
  });
});

describe('checksFor', () => {
  const check = aCheck('x', () => undefined);

  it.each([
    ['another lesson’s key', '03.03', [check]],
    ['a key twice', '03.02', [check, check]],
    ['an end before its lesson', '03.02', [{ ...check, until: '03.01' }]],
    ['a fault that is no edit', '03.02', [{ ...check, faults: ['gone'] }]],
  ])('refuses %s', (_what, id, checks) => {
    expect(() => checksFor(id, { checks })).toThrow(/03\.02\/x/);
  });
});

describe('hintProblems', () => {
  it('finds hints that lead nowhere', () => {
    const hints = (page: string, where: string) =>
      hintProblems(
        aCheck('x', () => undefined, { hints: { nudge: 'Why?', page, where } }),
      );
    expect(hints('#the-change', 'app.ts')).toEqual([]);
    expect(hints('#gone', 'app.ts')).toHaveLength(1);
    expect(hints('#why', 'gone.ts')).toHaveLength(1);
    expect(hints('#why', 'app.ts#gone')).toHaveLength(1);
    expect(stepFolder(lesson)).toMatch(/03\.02/);
  });
});
