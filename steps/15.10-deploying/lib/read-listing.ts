// Turns ?search=&order=&limit=&offset= into what findAll() takes.
import type { Request } from 'express';
import { Op, type FindOptions } from 'sequelize';
import { readQuery } from './read';
import { listing } from './schemas';

export function readListing(req: Request): FindOptions {
  const { search, order, ...page } = readQuery(req, listing);
  return {
    where: { description: { [Op.iLike]: patternOf(search) } },
    order: readOrder(order),
    ...page,
  };
}

// The pattern for LIKE of all texts that contain this one.
export function patternOf(search: string): string {
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
