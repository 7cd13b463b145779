// Builds the Express app. It listens nowhere: server.ts does, and tests ask it.
import express from 'express';
import { authtest } from './controllers/authtestcontroller';
import { health } from './controllers/healthcontroller';
import { logs } from './controllers/logcontroller';
import { reports } from './controllers/reportcontroller';
import { test } from './controllers/testcontroller';
import { login, users } from './controllers/usercontroller';
import { env } from './env';
import { handleErrors, notFound } from './middleware/errors';
import { headers, secure } from './middleware/headers';
import { logRequests } from './middleware/log-requests';
import { readJson } from './middleware/read-json';
import { validateSession } from './middleware/validate-session';

export const app = express();

// So many proxies of ours stand before it. With more than there are, anyone
// could name an address of their own choice in X-Forwarded-For.
app.set('trust proxy', env.trustProxy);
// No cache keeps our answers: a fingerprint of each is work for nobody.
app.set('etag', false);

// Above all else, so that it hears of every request.
app.use(logRequests);

// Above the routes, so that every answer has them, a failure's too.
app.use(secure, headers);

// Above the routes, so that they find the body read.
app.use(readJson);

// Open to everybody.
app.use('/', health);
app.use('/api/user', users);
app.use('/api/login', login);

// Behind the gate. With its path: else an unknown path would be a 401.
app.use('/api/log', validateSession, logs);
app.use('/api/report', validateSession, reports);

// To practise with: who may sign up, or not even that, fills these tables.
if (env.practiceRoutes) {
  app.use('/test', test);
  app.use('/authtest', validateSession, authtest);
}

// Below the routes: what they leave, and what they throw.
app.use(notFound);
app.use(handleErrors);
