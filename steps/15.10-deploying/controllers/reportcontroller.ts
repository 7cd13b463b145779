// Answers /api/report: one's own workouts, how often each and when last.
import express from 'express';
import { QueryTypes } from 'sequelize';
import { sequelize } from '../db';
import { readQuery } from '../lib/read';
import { patternOf } from '../lib/read-listing';
import { searching } from '../lib/schemas';

export const reports = express.Router();

// $owner and $pattern travel apart from it: no text of a client becomes SQL.
const sql = `
  SELECT description, count(*)::integer AS times, max("createdAt") AS last
  FROM logs
  WHERE owner = $owner AND description ILIKE $pattern
  GROUP BY description
  ORDER BY times DESC, description
  LIMIT 100
`;

reports.get('/', async (req, res) => {
  const { search } = readQuery(req, searching);
  const bind = { owner: req.user.id, pattern: patternOf(search) };
  res.json(await sequelize.query(sql, { bind, type: QueryTypes.SELECT }));
});
