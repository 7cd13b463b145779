// What a page shows of migrations is run on one database, in its order.
import { describe, expect, it, jest } from '@jest/globals';
import { checkPages, renewPages } from '../../course/replay';
import { fence, pageOf } from '../lessons/page-of';

jest.setTimeout(400_000);

const infos = [
  'http 05.03.07/seven from=12.00',
  'text of npx sequelize-cli db:migrate',
  'text schema',
  'text of npm run db show tests',
  'text of npm run make:migration add a thing from=13.01.03',
  'text of npx sequelize-cli db:migrate:undo:all',
  'text schema',
  'text schema',
];

describe('the commands of a page on its database', () => {
  it('go on from what an earlier step left, and show what they change', async () => {
    const page = pageOf(
      infos.map((info) => fence(info)).join('\n'),
      '13.01.02',
    );
    const [renewed] = await renewPages([page]);
    expect(renewed.problems).toEqual([]);
    const [sent, up, made, rows, file, down, gone, nothing] =
      renewed.page.blocks.map(({ body }) => body);
    expect(sent).toContain('201 Created');
    expect(up).toContain('== 0001-create-tables: migrated (0.012s)');
    // The tables are there already: sync() made them.
    expect(made).toBe('+ table SequelizeMeta (which migrations ran)\n');
    expect(rows).toContain('Database workoutlog at 127.0.0.1:54320');
    expect(rows).toMatch(/^ 1 {2}ten pushups {2}2026-01-15 09:30:00\.000\+00/m);
    expect(file).toMatch(/^Made migrations[\\/]0003-add-a-thing\.ts\n$/);
    expect(down).toContain('== 0001-create-tables: reverted (0.012s)');
    expect(gone).toContain('- table tests\n');
    expect(nothing).toBe('nothing changed\n');
    // Once more, with another truth planted.
    const { text } = renewed.page;
    const wrong = text.replace('- table tests\n', '- table test\n');
    const again = pageOf(wrong.slice(wrong.indexOf('```http')), '13.01.02');
    const [{ message }, ...others] = await checkPages([again]);
    expect(others).toEqual([]);
    expect(message).toContain('The block "text schema" says "- table test"');
  });
});
