// What a clone remembers of its student.
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import fs from 'node:fs';
import path from 'node:path';
import { makeFolder } from './folders';

let folder: string;

// A new start each time: what is remembered must come from the disk.
function load(): typeof import('../course/state') {
  jest.resetModules();
  return require('../course/state');
}

beforeEach(() => {
  folder = makeFolder();
  process.env.COURSE_STATE = path.join(folder, 'not there yet');
});

describe('the student’s folder', () => {
  it('is my-server until another is named', () => {
    expect(path.basename(load().studentFolder())).toBe('my-server');
    load().rememberStudentFolder(path.join(folder, 'Ünser server'));
    expect(load().studentFolder()).toBe(path.join(folder, 'Ünser server'));
  });

  it('is remembered as an absolute path', () => {
    load().rememberStudentFolder('somewhere');
    expect(load().studentFolder()).toBe(path.resolve('somewhere'));
  });
});

describe('the folder of the new server', () => {
  it('is another one, and forgets nothing of the student’s', () => {
    const { newServerFolder, studentFolder } = load();
    expect(path.basename(newServerFolder())).toBe('my-workout-log-server');
    const mine = studentFolder();
    load().rememberNewServerFolder(path.join(folder, 'new'));
    expect(load().newServerFolder()).toBe(path.join(folder, 'new'));
    expect(load().studentFolder()).toBe(mine);
  });
});

describe('the current lesson', () => {
  it('is the one begun last', () => {
    expect(load().currentLesson()).toBeUndefined();
    load().rememberLesson('03.02');
    load().rememberLesson('03.03');
    expect(load().currentLesson()).toBe('03.03');
  });
});

describe('the secret of this machine', () => {
  it('is made once, and is long', () => {
    const secret = load().machineSecret();
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect(load().machineSecret()).toBe(secret);
  });

  it('is another one elsewhere', () => {
    const secret = load().machineSecret();
    process.env.COURSE_STATE = makeFolder();
    expect(load().machineSecret()).not.toBe(secret);
  });

  it('may be read by its owner only', () => {
    const { machineSecret, stateFolder } = load();
    machineSecret();
    const [name] = fs.readdirSync(stateFolder);
    const { mode } = fs.statSync(path.join(stateFolder, name));
    // Windows has no such bits.
    if (process.platform !== 'win32') expect(mode & 0o077).toBe(0);
  });
});
