// Answers whoever watches over the server: a load balancer, Docker, a person.
import express from 'express';
import { sequelize } from '../db';

export const health = express.Router();

// The process lives. Not a word of the database: to start this server anew, as
// a watcher then does, would not mend it.
health.get('/health', (req, res) => {
  res.json({ status: 'alive' });
});

// Send requests here. Without its database this is a 503, by the handler.
health.get('/ready', async (req, res) => {
  await sequelize.authenticate();
  res.json({ status: 'ready' });
});
