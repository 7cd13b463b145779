// The description names routes that are there, and none that is not.
import { describe, expect, it } from '@jest/globals';
import { newUser } from './accounts';
import { useDatabase } from './database';
import { describeServer } from '../lib/openapi';

useDatabase();

const routes = Object.entries(describeServer().paths).flatMap(
  ([path, methods]) => Object.keys(methods).map((method) => ({ method, path })),
);

describe('the description', () => {
  it.each(routes)('has $method $path, as the server has', async (route) => {
    const ada = await newUser('ada');
    const method = route.method as 'get' | 'post' | 'put' | 'delete';
    const res = await ada[method](route.path.replace('{id}', '7'));
    // What no route answers has this sentence.
    expect(res.text).not.toContain('There is no');
    expect(res.status).toBeLessThan(500);
  });

  it('has the rules that the schemas have', () => {
    const text = JSON.stringify(describeServer());
    expect(text).toContain('"minLength":8');
    expect(text).toContain('"enum":["id","-id"');
  });
});
