// Answers the requests whose path begins with /api/user or /api/login.
import { randomUUID } from 'node:crypto';
import bcrypt from 'bcryptjs';
import express from 'express';
import jwt from 'jsonwebtoken';
import { Op } from 'sequelize';
import { env } from '../env';
import { countSignIn, countSignUp, forgiveSignIn } from '../lib/limits';
import { readBody } from '../lib/read';
import { credentials, newUser } from '../lib/schemas';
import { HttpError } from '../middleware/errors';
import { validateSession } from '../middleware/validate-session';
import { RevokedToken } from '../models/revokedtoken';
import { User } from '../models/user';

export const users = express.Router();

// Mounted twice: /api/user/signin is the course's, /api/login the assignment's.
export const login = express.Router();
users.use('/signin', login);

// Compared where there is no user: a quicker answer would tell that.
const nobody = bcrypt.hashSync('nobody', 10);

users.post(['/', '/createuser'], async (req, res) => {
  const { username, password } = readBody(req, newUser).user;
  await countSignUp(req.ip);
  const passwordhash = await bcrypt.hash(password, 10);
  const user = await User.create({ username, passwordhash });
  res.status(201).json({
    user: visible(user),
    message: 'created',
    sessionToken: signToken(user.id),
  });
});

login.post('/', async (req, res) => {
  const { username, password } = readBody(req, credentials).user;
  await countSignIn(req.ip, username);
  const user = await User.findByName(username);
  const hash = user?.passwordhash ?? nobody;
  const matches = await bcrypt.compare(password, hash);
  // compare() stops at 72 bytes, so what is longer is nobody's password.
  const tooLong = bcrypt.truncates(password);
  // One answer for all: another would tell which names exist.
  if (!user || !matches || tooLong) {
    throw new HttpError(401, 'Wrong username or password');
  }
  await forgiveSignIn(req.ip, username);
  res.json({
    user: visible(user),
    message: 'successfully authenticated',
    sessionToken: signToken(user.id),
  });
});

users.post('/signout', validateSession, async (req, res) => {
  const { jti, exp } = req.token;
  // Not create(): of two sign-outs at once the second would fail.
  await RevokedToken.upsert({ jti, expiresAt: new Date(exp * 1000) });
  // What has expired is refused without being listed.
  const expired = { expiresAt: { [Op.lt]: new Date() } };
  await RevokedToken.destroy({ where: expired });
  res.status(204).end();
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
    // By this id it can be revoked.
    jwtid: randomUUID(),
  });
}
