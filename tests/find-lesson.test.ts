// Finding the lesson that a person means, and its neighbours.
import { describe, expect, it } from '@jest/globals';
import path from 'node:path';
import {
  checkpointAt,
  checkpointBefore,
  checkpoints,
  findLesson,
  lessonById,
  lessonOfKey,
  neighbours,
  root,
  stepFolder,
} from '../course/find-lesson';
import { PlainError } from '../course/plain-error';

function messageFor(word: string): string {
  try {
    return `found ${findLesson(word).id}`;
  } catch (error) {
    expect(error).toBeInstanceOf(PlainError);
    return (error as Error).message;
  }
}

describe('lessonById', () => {
  it('takes an id, and nothing like one', () => {
    expect(lessonById('03.02').title).toBe('Express Router() intro');
    expect(() => lessonById('3.2')).toThrow('no lesson "3.2"');
  });

  it('finds the lesson of a key', () => {
    expect(lessonOfKey('03.02/test-route').id).toBe('03.02');
    expect(() => lessonOfKey('03/test-route')).toThrow('no lesson "03"');
  });
});

describe('findLesson', () => {
  it.each([
    ['03.02', '03.02'],
    ['3.2', '03.02'],
    ['5.3.7', '05.03.07'],
    [' 03.02 ', '03.02'],
    ['express-router-intro', '03.02'],
    ['Express-Router-Intro', '03.02'],
    ['03.02-express-router-intro', '03.02'],
    ['steps/03.02-express-router-intro/', '03.02'],
    ['cheat', '00.03'],
    ['finish', '13.02.04'],
    ['final', '15.10'],
  ])('takes %j for %s', (word, id) => {
    if (id) expect(findLesson(word).id).toBe(id);
  });

  it('names the nearest where there is none', () => {
    expect(messageFor('03.22')).toContain(
      'There is no lesson "03.22". Did you',
    );
    expect(messageFor('express-ruoter-intro')).toContain(
      'Did you mean 03.02 (Express Router() intro)',
    );
  });

  it('names the candidates where there are several', () => {
    const message = messageFor('challenge');
    expect(message).toContain('03.03 (Challenge 1), 03.04 (Challenge 2)');
    expect(message).toContain('Type one of the ids.');
  });

  it('names some where there are many', () => {
    expect(messageFor('05')).toMatch(/ and \d+ more\. Type one of the ids\.$/);
  });

  it.each(['', '   ', '/', '..', '[', '*'])('refuses %j', (word) => {
    expect(messageFor(word)).toContain('There is no lesson');
  });
});

describe('neighbours of a lesson', () => {
  it('are those in reading order', () => {
    const { previous, next } = neighbours(lessonById('03.01'));
    expect([previous?.id, next?.id]).toEqual(['02.03', '03.02']);
    expect(neighbours(lessonById('00.00')).previous).toBeUndefined();
    expect(neighbours(lessonById('15.10')).next).toBeUndefined();
  });

  it('knows the checkpoint before, and at', () => {
    expect(checkpointBefore(lessonById('03.02'))?.id).toBe('02.03');
    expect(checkpointBefore(lessonById('00.02'))).toBeUndefined();
    expect(checkpointAt(lessonById('03.01'))?.id).toBe('02.03');
    expect(checkpointAt(lessonById('03.02'))?.id).toBe('03.02');
    expect(checkpointAt(lessonById('00.01'))).toBeUndefined();
  });
});

describe('stepFolder', () => {
  it('is in steps/, but for the last, which is final/', () => {
    const inRoot = checkpoints.map((one) =>
      path.relative(root, stepFolder(one)),
    );
    expect(inRoot[0]).toBe(path.join('steps', '00.02-back-end-setup'));
    expect(inRoot.at(-1)).toBe('final');
  });
});
