// Reads ?search=&order=&limit=&offset= into what findAll() takes.
import { Op, type FindOptions } from 'sequelize';
import { HttpError } from '../middleware/errors';

// What follows "-" is sorted from the largest down.
const orders = ['id', '-id', 'description', '-description'];

export function readListing(query: any): FindOptions {
  const { search, order = 'id', limit = '100', offset = '0' } = query;
  if (!orders.includes(order)) {
    throw new HttpError(400, `order is one of ${orders.join(', ')}`);
  }
  return {
    where: { description: { [Op.iLike]: readPattern(search) } },
    order: readOrder(order),
    limit: readNumber('limit', limit, 1, 100),
    offset: readNumber('offset', offset, 0, 1_000_000),
  };
}

// The pattern for LIKE of all texts that contain this one.
export function readPattern(search: unknown = ''): string {
  if (typeof search !== 'string' || !/^[^\0\p{Cs}]{0,255}$/u.test(search)) {
    throw new HttpError(400, 'search is a text of at most 255 characters');
  }
  // % and _ stand for any letters there: here they shall be themselves.
  return `%${search.replace(/[\\%_]/g, '\\$&')}%`;
}

// Equal descriptions go by id: else a row could be on two pages, or on none.
function readOrder(order: string): [string, string][] {
  const direction = order.startsWith('-') ? 'DESC' : 'ASC';
  return [
    [order.replace('-', ''), direction],
    ['id', direction],
  ];
}

function readNumber(name: string, text: string, least: number, most: number) {
  const number = Number(text);
  if (/^\d{1,7}$/.test(text) && number >= least && number <= most) {
    return number;
  }
  throw new HttpError(400, `${name} is a number from ${least} to ${most}`);
}
