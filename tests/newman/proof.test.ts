// A step's requests, run by Newman on real steps; planted faults are seen.
import { describe, expect, it, jest } from '@jest/globals';
import { lessonById, stepFolder } from '../../course/find-lesson';
import { proveStep } from '../../course/requests/proof';
import { applyEdits, copyStep } from '../../course/steps';

// Real servers and Newman, on a machine that may be busy.
jest.setTimeout(60_000);

const at = (id: string) => lessonById(id);

describe('proveStep', () => {
  it('finds nothing on a step', async () => {
    const { problems, reached, next } = await proveStep(at('03.03'));
    expect(problems).toEqual([]);
    expect(reached).toBe(3);
    expect(next).toBeGreaterThan(0);
  });

  it('finds a route that is not there yet', async () => {
    const { problems } = await proveStep(at('03.03'), stepFolder(at('03.02')));
    expect(problems).toContainEqual(
      expect.stringMatching(/^03\.03\/about does not pass: answers 200/),
    );
    expect(problems).toContainEqual(
      expect.stringMatching(/^03\.03\/about has another answer/),
    );
  });

  it('finds a request that passes before its lesson', async () => {
    const { problems } = await proveStep(at('03.02'), stepFolder(at('03.03')));
    expect(problems).toEqual(['03.03/about passes already']);
  });

  it('finds a JSON text that is sent as text', async () => {
    const copy = copyStep(at('03.04'));
    applyEdits(copy.path, {
      file: 'controllers/testcontroller.ts',
      find: "res.send(['Project 1', 'Project 2'])",
      replace: "res.send(JSON.stringify(['Project 1', 'Project 2']))",
    });
    const { problems } = await proveStep(at('03.04'), copy.path);
    copy.remove();
    expect(problems).toContainEqual(
      expect.stringMatching(
        /^03\.04\/projects does not pass: answers with JSON/,
      ),
    );
  });
});
