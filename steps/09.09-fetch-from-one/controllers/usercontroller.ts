// Answers the requests whose path begins with /api/user.
import bcrypt from 'bcryptjs';
import express from 'express';
import jwt from 'jsonwebtoken';
import { UniqueConstraintError, ValidationError } from 'sequelize';
import { env } from '../env';
import { User } from '../models/user';

export const users = express.Router();

// Compared where there is no user: a quicker answer would tell that.
const nobody = bcrypt.hashSync('nobody', 10);

users.post('/createuser', async (req, res) => {
  const { username, password } = req.body?.user ?? {};
  if (!isText(username) || !isText(password)) {
    res.status(400).json({ error: 'A user needs a username and a password' });
    return;
  }
  // bcrypt would not look at anything beyond the 72nd byte.
  if (bcrypt.truncates(password)) {
    res.status(400).json({ error: 'A password has at most 72 bytes' });
    return;
  }
  try {
    const passwordhash = await bcrypt.hash(password, 10);
    const user = await User.create({ username, passwordhash });
    res.status(201).json({
      user: visible(user),
      message: 'created',
      sessionToken: signToken(user.id),
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

users.post('/signin', async (req, res) => {
  const { username, password } = req.body?.user ?? {};
  if (!isText(username) || !isText(password)) {
    res.status(400).json({ error: 'Send a username and a password' });
    return;
  }
  try {
    const user = await User.findOne({ where: { username } });
    const hash = user?.passwordhash ?? nobody;
    const matches = await bcrypt.compare(password, hash);
    // compare() stops at 72 bytes, so what is longer is nobody's password.
    const tooLong = bcrypt.truncates(password);
    // One answer for all: another would tell which names exist.
    if (!user || !matches || tooLong) {
      res.status(401).json({ error: 'Wrong username or password' });
      return;
    }
    res.json({
      user: visible(user),
      message: 'successfully authenticated',
      sessionToken: signToken(user.id),
    });
  } catch (err) {
    console.error(String(err));
    res.status(500).json({ error: 'The sign-in could not be checked' });
  }
});

// Picked by name: the whole row would carry the hash out.
function visible(user: User) {
  return { id: user.id, username: user.username };
}

// Says who somebody is, for a day, in a form that only we can sign.
function signToken(id: number) {
  return jwt.sign({ id }, env.jwtSecret, {
    algorithm: 'HS256',
    expiresIn: '24h',
  });
}

// A text that says something.
function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
