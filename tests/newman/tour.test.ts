// The tour of 10.07: its eight requests, run by Newman in the page's order.
import { describe, expect, it, jest } from '@jest/globals';
import { query } from '../../course/database';
import { lessonById, stepFolder } from '../../course/find-lesson';
import { readPages } from '../../course/replay';
import { findRequest } from '../../course/requests';
import { collectionOf, itemId } from '../../course/requests/collection';
import { runWithNewman } from '../../course/requests/newman';
import { liveOn } from '../../course/requests/record';
import { withServer } from '../../course/runtime';

// Real servers and Newman, on a machine that may be busy.
jest.setTimeout(60_000);

const lesson = lessonById('10.07');
const requests = readPages([lesson])
  .pages.flatMap(({ blocks }) => blocks)
  .filter(({ kind, options }) => kind === 'http' && !options.try)
  .map(({ target }) => findRequest(target));

/** Runs the tour on a step; also what it leaves in the database. */
function take(step: string, tour = requests) {
  const collection = collectionOf(tour);
  const items = collection.item.flatMap(({ item }) => item);
  const inOrder = {
    ...collection,
    item: tour.map((one) => items.find(({ id }) => id === itemId(one))),
  };
  const live = liveOn(lesson, stepFolder(lessonById(step)));
  return withServer(live, async ({ url }, runtime) => {
    const results = await runWithNewman(url, tour, inOrder);
    const { url: database } = (await runtime.database())!;
    const [left] = await query(
      database,
      `select (select count(*)::int from users) as users,
        (select count(*)::int from authtestdata) as items,
        (select last_value::int from authtestdata_id_seq) as made`,
    );
    const failing = results.filter(({ failures }) => failures.length > 0);
    return {
      statuses: results.map(({ status }) => status),
      failing: failing.map(({ key }) => key),
      left,
    };
  });
}

describe('the tour of 10.07', () => {
  it('passes in its order, with one user and one item', async () => {
    expect(await take('10.06')).toEqual({
      statuses: [201, 200, 401, 201, 200, 200, 200, 204],
      failing: [],
      left: { users: 1, items: 0, made: 1 },
    });
  });

  it('is red where a route is missing', async () => {
    const { failing } = await take('10.05');
    expect(failing).toEqual(['10.06/update']);
  });

  it('needs its order: deleted before its time, an item is made twice', async () => {
    const last = requests.at(-1)!;
    const early = requests.toSpliced(-1).toSpliced(4, 0, last);
    const { failing, left } = await take('10.06', early);
    expect(failing).toEqual([]);
    expect(left).toEqual({ users: 1, items: 1, made: 2 });
  });
});
