// Answers the requests whose path begins with /api/log: one's own workouts.
import express from 'express';
import { sequelize } from '../db';
import { parseId } from '../lib/parse-id';
import { readBody } from '../lib/read';
import { readListing } from '../lib/read-listing';
import { logBody } from '../lib/schemas';
import { HttpError } from '../middleware/errors';
import { Authtest } from '../models/authtest';
import { Log } from '../models/log';

export const logs = express.Router();

logs.post('/', async (req, res) => {
  const values = readBody(req, logBody).log;
  const log = await Log.create({ ...values, owner: req.user.id });
  res.status(201).json({ log });
});

logs.get('/', async (req, res) => {
  const { where, ...listing } = readListing(req);
  // What a list shows: without `attributes` the database sends every column.
  const attributes = ['id', 'description', 'definition', 'result'];
  res.json(
    await Log.findAll({
      ...listing,
      raw: true,
      attributes,
      // Last, so that no filter can ask for another owner's logs.
      where: { ...where, owner: req.user.id },
    }),
  );
});

logs.get('/:id', async (req, res) => {
  // By owner too: a stranger's log looks like one that is not there.
  const where = { id: parseId(req.params.id), owner: req.user.id };
  const log = await Log.findOne({ where });
  if (!log) throw new HttpError(404, 'No log with that id');
  res.json(log);
});

logs.put('/:id', async (req, res) => {
  const where = { id: parseId(req.params.id), owner: req.user.id };
  const values = readBody(req, logBody).log;
  const [, rows] = await Log.update(values, { where, returning: true });
  if (rows.length === 0) throw new HttpError(404, 'No log with that id');
  res.json({ log: rows[0] });
});

logs.delete('/:id', async (req, res) => {
  const where = { id: parseId(req.params.id), owner: req.user.id };
  const count = await Log.destroy({ where });
  if (count === 0) throw new HttpError(404, 'No log with that id');
  res.status(204).end();
});

// Moves an item of /authtest into the logs.
logs.post('/from-item/:id', async (req, res) => {
  const where = { id: parseId(req.params.id), owner: req.user.id };
  // Both writes or none: what is thrown in here takes all of it back.
  const log = await sequelize.transaction(async (transaction) => {
    const item = await Authtest.findOne({ where, transaction });
    if (!item) throw new HttpError(404, 'No item with that id');
    const moved = { description: item.authtestdata, owner: item.owner };
    const log = await Log.create(moved, { transaction });
    // 0 also where another request has moved it meanwhile.
    const count = await Authtest.destroy({ where, transaction });
    if (count === 0) throw new HttpError(404, 'No item with that id');
    return log;
  });
  res.status(201).json({ log });
});
