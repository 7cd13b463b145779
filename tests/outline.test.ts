// The outline: all lessons, in the course's order, by ids that never change.
import { describe, expect, it } from '@jest/globals';
import { lessonById } from '../course/find-lesson';
import { lessons, modules, sections } from '../course/outline';

const ids = lessons.map(({ id }) => id);

describe('the outline', () => {
  it('has the 101 lessons, 75 of them checkpoints, in 16 modules', () => {
    expect(lessons).toHaveLength(101);
    expect(lessons.filter(({ kind }) => kind === 'checkpoint')).toHaveLength(
      75,
    );
    expect(modules).toHaveLength(16);
  });

  it('has each id once, in order', () => {
    expect(ids).toEqual([...new Set(ids)].sort());
  });

  it('gives each lesson a name that a folder may have everywhere', () => {
    for (const { id, slug, name } of lessons) {
      expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(name).toBe(`${id}-${slug}`);
    }
  });

  it('puts each lesson in its module, and in its section where there is one', () => {
    for (const { id, module, section } of lessons) {
      expect(modules.map((one) => one.id)).toContain(module);
      if (section) expect(`${id}.`.startsWith(`${section}.`)).toBe(true);
    }
    expect(lessonById('05.03.07').section).toBe('05.03');
    expect(lessonById('05.04').section).toBe('05.04');
    expect(lessonById('03.02').section).toBeUndefined();
    expect(
      new Set(lessons.map((one) => one.section).filter(Boolean)).size,
    ).toBe(sections.length);
  });

  it('says of each checkpoint what it adds, of a page nothing', () => {
    for (const { kind, adds, touches } of lessons) {
      if (kind === 'checkpoint') expect(adds).not.toBe('');
      else expect({ adds, touches }).toEqual({ adds: '', touches: [] });
    }
  });

  it('says of each written checkpoint what it touches', () => {
    const written = lessons.filter(
      (one) => one.written && one.kind === 'checkpoint',
    );
    for (const { touches } of written)
      expect(touches.length).toBeGreaterThan(0);
  });

  it('is written from the beginning without a gap', () => {
    const flags = lessons.map(({ written }) => written);
    expect(flags.lastIndexOf(true)).toBe(flags.filter(Boolean).length - 1);
  });
});
