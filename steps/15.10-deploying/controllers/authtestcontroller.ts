// Answers the requests whose path begins with /authtest: one's own items.
import express from 'express';
import { QueryTypes } from 'sequelize';
import { sequelize } from '../db';
import { parseId } from '../lib/parse-id';
import { readBody, readQuery } from '../lib/read';
import { itemBody, page } from '../lib/schemas';
import { HttpError } from '../middleware/errors';
import { Authtest } from '../models/authtest';

export const authtest = express.Router();

authtest.get('/getall', async (req, res) => {
  const where = { owner: req.user.id };
  const order = ['id'];
  // raw: a hundred objects of Sequelize's would be made to be taken apart.
  const options = { where, order, raw: true, ...readQuery(req, page) };
  res.json(await Authtest.findAll(options));
});

authtest.post('/create', async (req, res) => {
  const { item } = readBody(req, itemBody).authtestdata;
  // The owner is who asks, whoever the body names.
  const values = { authtestdata: item, owner: req.user.id };
  const row = await Authtest.create(values);
  res.status(201).json({ authtestdata: row });
});

// By owner too: a stranger's item looks like one that is not there. As SQL, for
// it is what is asked most: findOne() takes twice the time.
const ownItem = `
  SELECT id, authtestdata, owner, "createdAt", "updatedAt" FROM authtestdata
  WHERE id = $id AND owner = $owner
`;

// Below /getall, which would match this path too.
authtest.get('/:id', async (req, res) => {
  const bind = { id: parseId(req.params.id), owner: req.user.id };
  const [row] = await sequelize.query(ownItem, {
    bind,
    type: QueryTypes.SELECT,
  });
  if (!row) throw new HttpError(404, 'No item with that id');
  res.json(row);
});

authtest.delete('/delete/:id', async (req, res) => {
  const where = { id: parseId(req.params.id), owner: req.user.id };
  // Without its count we would say "deleted" where nothing was.
  const count = await Authtest.destroy({ where });
  if (count === 0) throw new HttpError(404, 'No item with that id');
  res.status(204).end();
});

authtest.put('/update/:id', async (req, res) => {
  // Without the owner anyone could overwrite anyone's item.
  const where = { id: parseId(req.params.id), owner: req.user.id };
  const { item } = readBody(req, itemBody).authtestdata;
  const values = { authtestdata: item };
  const [, rows] = await Authtest.update(values, { where, returning: true });
  if (rows.length === 0) throw new HttpError(404, 'No item with that id');
  res.json({ authtestdata: rows[0] });
});
