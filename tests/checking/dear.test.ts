// Dear checks: asked again only where a lesson touches what they depend on.
import { afterAll, describe, expect, it } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import { checksFor, type Check } from '../../checks/define';
import { judge } from '../../course/checking';
import { isAskedAt, undeclaredDear } from '../../course/checking/dear';
import { lessonById, writtenCheckpoints } from '../../course/find-lesson';
import type { Lesson } from '../../course/outline';
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
  const ofPage: Lesson = {
    ...lessonById('06.03.02'),
    touches: ['client/index.html'],
  };
  const asked = (kind: Check['kind'], lesson = ofPage) =>
    isAskedAt(lesson, { ...aCheck('x', () => undefined), kind });

  it('is asked everywhere', () => {
    expect(asked('http', lessonById('06.03.02'))).toBe(true);
  });

  it('is not asked of the server where a lesson changes the page alone', () => {
    expect(asked('http')).toBe(false);
    expect(asked('database')).toBe(false);
    expect(asked('files')).toBe(true);
    expect(asked('browser')).toBe(true);
  });

  it('is asked there where its own lesson changes the page too', () => {
    const bringer = lessonById('03.02') as { touches: readonly string[] };
    const { touches } = bringer;
    try {
      bringer.touches = [...touches, 'client/index.html'];
      expect(asked('http')).toBe(true);
    } finally {
      bringer.touches = touches;
    }
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
