// A student's .env, made from the .env.example beside it.
import { describe, expect, it } from '@jest/globals';
import { writeEnv } from '../../course/steps/env-file';
import { makeFolder, readFile } from '../folders';

const example = '# Copy me to .env\nJWT_SECRET=\nPORT=3000\n';
const settings = { JWT_SECRET: 'long', DATABASE_URL: 'postgres://x' };

describe('writeEnv', () => {
  it('fills the example in, and keeps its other lines', () => {
    const folder = makeFolder({ '.env.example': example });
    expect(writeEnv(folder, settings)).toEqual(['JWT_SECRET', 'PORT']);
    expect(readFile(folder, '.env')).toBe(
      '# Copy me to .env\nJWT_SECRET=long\nPORT=3000\n',
    );
  });

  it('lets a value that is there stay, and adds what is missing', () => {
    const folder = makeFolder({
      '.env.example': example,
      '.env': 'JWT_SECRET=mine\nOTHER=1',
    });
    expect(writeEnv(folder, settings)).toEqual(['PORT']);
    expect(readFile(folder, '.env')).toBe(
      'JWT_SECRET=mine\nOTHER=1\nPORT=3000\n',
    );
  });

  it('writes nothing where nothing is missing', () => {
    const env = 'PORT=1\nJWT_SECRET=mine';
    const folder = makeFolder({ '.env.example': example, '.env': env });
    expect(writeEnv(folder, settings)).toEqual([]);
    expect(readFile(folder, '.env')).toBe(env);
  });
});
