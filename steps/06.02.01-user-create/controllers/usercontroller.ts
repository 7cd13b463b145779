// Answers the requests whose path begins with /api/user.
import express from 'express';
import { User } from '../models/user';

export const users = express.Router();

users.post('/createuser', async (req, res) => {
  await User.create({ username: 'The Dude', passwordhash: 'abides' });
  res.status(201).send('I hate The Eagles, man');
});
