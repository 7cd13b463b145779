// Answers the requests whose path begins with /api/user.
import express from 'express';
import jwt from 'jsonwebtoken';
import { UniqueConstraintError, ValidationError } from 'sequelize';
import { User } from '../models/user';

export const users = express.Router();

users.post('/createuser', async (req, res) => {
  const { username, password } = req.body?.user ?? {};
  if (!isText(username) || !isText(password)) {
    res.status(400).json({ error: 'A user needs a username and a password' });
    return;
  }
  if (password.length > 255) {
    res.status(400).json({ error: 'A password has at most 255 characters' });
    return;
  }
  try {
    const user = await User.create({ username, passwordhash: password });
    res.status(201).json({
      // Picked by name: the whole row would carry the password out.
      user: { id: user.id, username: user.username },
      message: 'created',
    });
  } catch (err) {
    // The table decides, so two requests at once can't both have the name.
    if (err instanceof UniqueConstraintError) {
      res.status(409).json({ error: 'This username is taken' });
      return;
    }
    // Below the 409, which is a ValidationError too.
    if (err instanceof ValidationError) {
      res.status(400).json({ error: err.errors[0].message });
      return;
    }
    // Its message alone: the whole error would carry the row into the log.
    console.error(String(err));
    res.status(500).json({ error: 'The user could not be created' });
  }
});

// A text that says something.
function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
