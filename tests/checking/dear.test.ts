// Which checks `npm test` asks at a step, and which are dear.
import { afterAll, describe, expect, it } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import { checksFor } from '../../checks/define';
import { judge } from '../../course/checking';
import { isAskedAt, undeclaredDear } from '../../course/checking/dear';
import { lessonById, writtenCheckpoints } from '../../course/find-lesson';
import {
  aCheck,
  folderWith,
  lesson,
  oddServer,
  removeFolders,
} from './folders';

afterAll(removeFolders);

describe('a dear check', () => {
  const asked = (id: string, dependsOn: string[], until?: string) =>
    isAskedAt(
      lessonById(id),
      aCheck('dear', () => undefined, { dependsOn, until }),
    );

  it('is asked where its lesson is, and where one touches its files', () => {
    expect(asked('03.02', ['nothing.ts'])).toBe(true);
    expect(asked('06.03.03', ['env.ts'])).toBe(true);
    expect(asked('06.03.02', ['env.ts'])).toBe(false);
  });

  it('is asked once a module, at the last such lesson in force', () => {
    const file = 'controllers/testcontroller.ts';
    expect(asked('05.03.06', [file])).toBe(false);
    expect(asked('05.03.07', [file])).toBe(true);
    expect(asked('05.03.06', [file], '05.03.06')).toBe(true);
  });

  it('is asked at the course finish and at the last step', () => {
    expect(asked('13.02.04', ['nothing.ts'])).toBe(true);
    const last = writtenCheckpoints.at(-1)!.id;
    expect(asked(last, ['nothing.ts'])).toBe(true);
  });
});

describe('a check that names no files', () => {
  const asked = (id: string, key = '05.03.01/x', until?: string) =>
    isAskedAt(lessonById(id), { ...aCheck('x', () => undefined), key, until });

  it('is asked at every step of its module', () => {
    expect(asked('05.03.01')).toBe(true);
    expect(asked('05.03.04')).toBe(true);
  });

  it('is asked at the last step of a later module, while in force', () => {
    expect(asked('06.03.02')).toBe(false);
    expect(asked('06.03.03')).toBe(true);
    expect(asked('06.03.02', '05.03.01/x', '06.03.02')).toBe(true);
  });

  it('is asked at the course finish and at the last step of all', () => {
    expect(asked('13.02.04')).toBe(true);
    expect(asked(writtenCheckpoints.at(-1)!.id)).toBe(true);
  });
});

describe('a check that does not say that it is dear', () => {
  it('may start no server of its own', async () => {
    const sly = aCheck('sly', ({ startAnother }) => startAnother({}));
    const folder = folderWith({ 'app.js': oddServer });
    const { verdicts } = await judge({ lesson, folder, checks: [sly] });
    expect(verdicts[0].kind).toBe('fail');
    expect(verdicts[0].message).toContain('03.02/sly starts a server');
  });

  it('may not want the real hash', () => {
    const check = aCheck('x', () => undefined, { realHash: true });
    expect(() => checksFor('03.02', { checks: [check] })).toThrow('dependsOn');
  });

  it('is found where it is slow, twice', async () => {
    const quick = aCheck('quick', () => undefined);
    const slow = aCheck('slow', () => wait(400));
    const once = aCheck('once', () => undefined);
    const verdict = (key: string, ms: number) => ({ key, ms }) as never;
    const verdicts = [
      ...Array(4).fill(verdict(quick.key, 1)),
      verdict(slow.key, 400),
      verdict(once.key, 400),
    ];
    expect(await undeclaredDear(lesson, [quick, slow, once], verdicts)).toEqual(
      [expect.stringMatching(/^✖ 03\.02\/slow takes \d+ ms/)],
    );
    const said = { ...slow, dependsOn: ['app.ts'] };
    expect(await undeclaredDear(lesson, [said], verdicts)).toEqual([]);
  });
});
