// The server: lets the app listen, and ends it in good order.
import { app } from './app';
import { sequelize } from './db';
import { env } from './env';
import { createServer } from './lib/create-server';
import { log } from './lib/log';
import { endOnSignal, giveUp } from './lib/shutdown';

// Who sends a letter a minute holds a connection: a few hundred hold them all.
const patience = {
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  connectionsCheckingInterval: 1_000,
};
const server = createServer(app, patience);

// A bug that nobody has caught: nobody knows what state it has left.
process.on('uncaughtException', (err) => giveUp(String(err.stack)));

// Listens in any case: the database may come later, and /ready then says so.
async function start() {
  try {
    await sequelize.authenticate();
    log.info('Connected to workoutlog postgres database');
  } catch (err) {
    log.warn(`There is no database yet: ${(err as Error).message}`);
  }
  server.listen(env.port, () => log.info(`App is listening on ${env.port}.`));
}

// A port that is taken, for one.
server.on('error', (err) => giveUp(`The server did not start: ${err.message}`));
endOnSignal(server);
void start();
