// The definitions agree with the outline and with each other.
import { describe, expect, it } from '@jest/globals';
import { lessonById, lessonOfKey } from '../../course/find-lesson';
import { neededBy } from '../../course/requests/send';
import { requestModules } from '../../postman/requests';
import type { CourseRequest } from '../../postman/requests/define';

const all = requestModules.flatMap((one) => one.requests);
const lessonId = ({ key }: CourseRequest) => lessonOfKey(key).id;

describe('postman/requests', () => {
  it('gives each request a key of its own', () => {
    const keys = all.map(({ key }) => key);
    expect([...new Set(keys)]).toEqual(keys);
  });

  it('stands in the order of the course, in the folder of its module', () => {
    const ids = all.map(lessonId);
    expect(ids).toEqual([...ids].sort());
    for (const { module, requests } of requestModules) {
      for (const one of requests)
        expect(lessonId(one).slice(0, 2)).toBe(module);
    }
  });

  it.each(all.map((one) => [one.key, one] as const))(
    '%s begins with a checkpoint and ends with a lesson',
    (key, one) => {
      const { id, kind } = lessonOfKey(key);
      expect(kind).toBe('checkpoint');
      const { until = id } = one;
      expect(lessonById(until).id >= id).toBe(true);
    },
  );

  it.each(all.map((one) => [one.key, one] as const))(
    '%s needs only what is in force as long as it is',
    (key, one) => {
      const ends = ({ until = '99' }: CourseRequest) => until;
      for (const needed of neededBy(one)) {
        expect(lessonId(needed) <= lessonId(one)).toBe(true);
        expect(ends(needed) >= ends(one)).toBe(true);
      }
    },
  );

  it.each(all.map((one) => [one.key, one] as const))(
    '%s uses only variables that it or one before it leaves',
    (key, one) => {
      const before = neededBy(one).map(({ makes, saves }) => ({
        ...makes,
        ...saves,
      }));
      const known = Object.keys(Object.assign({}, one.makes, ...before));
      const { path, body, headers, auth } = one;
      const sent = JSON.stringify([path, body, headers]);
      const used = [...sent.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name);
      if (auth) used.push('token');
      expect(known).toEqual(expect.arrayContaining(used));
    },
  );

  it('describes each in one sentence', () => {
    for (const { description } of all) {
      expect(description).toMatch(/^[A-Z][^.]*\.$/);
    }
  });
});
