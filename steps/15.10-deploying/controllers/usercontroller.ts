// Answers the requests whose path begins with /api/user or /api/login.
import bcrypt from 'bcryptjs';
import express from 'express';
import { Op } from 'sequelize';
import { compare, hash, hashOfNobody, isOutdated } from '../lib/hash';
import { countSignIn, countSignUp, forgiveSignIn } from '../lib/limits';
import { readBody } from '../lib/read';
import { credentials, newUser } from '../lib/schemas';
import { signToken } from '../lib/tokens';
import { HttpError } from '../middleware/errors';
import { takeTurn } from '../middleware/take-turn';
import { validateSession } from '../middleware/validate-session';
import { RevokedToken } from '../models/revokedtoken';
import { User } from '../models/user';

export const users = express.Router();

// Mounted twice: /api/user/signin is the course's, /api/login the assignment's.
export const login = express.Router();
users.use('/signin', login);

users.post(['/', '/createuser'], takeTurn, async (req, res) => {
  const { username, password } = readBody(req, newUser).user;
  await countSignUp(req.ip);
  const passwordhash = await hash(password);
  const user = await User.create({ username, passwordhash });
  res.status(201).json({
    user: visible(user),
    message: 'created',
    sessionToken: signToken(user.id),
  });
});

login.post('/', takeTurn, async (req, res) => {
  const { username, password } = readBody(req, credentials).user;
  await countSignIn(req.ip, username);
  const user = await User.findByName(username);
  const known = user?.passwordhash ?? hashOfNobody;
  const matches = await compare(password, known);
  // compare() stops at 72 bytes, so what is longer is nobody's password.
  const tooLong = bcrypt.truncates(password);
  // One answer for all: another would tell which names exist.
  if (!user || !matches || tooLong) {
    throw new HttpError(401, 'Wrong username or password');
  }
  await forgiveSignIn(req.ip, username);
  if (isOutdated(known)) {
    await user.update({ passwordhash: await hash(password) });
  }
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
