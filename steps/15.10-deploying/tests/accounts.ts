// Signs people up and in for a test, by the routes that they use themselves.
import request from 'supertest';
import { app } from '../app';

export const password = 'correct horse battery staple';

export function signUp(username: string) {
  return request(app)
    .post('/api/user/createuser')
    .send({ user: { username, password } });
}

export function signIn(username: string, typed = password) {
  return request(app)
    .post('/api/user/signin')
    .send({ user: { username, password: typed } });
}

// Somebody new, who sends a token with each request.
export async function newUser(username: string) {
  const { body } = await signUp(username);
  return request.agent(app).auth(body.sessionToken, { type: 'bearer' });
}
