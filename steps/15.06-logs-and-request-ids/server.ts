// The server: connects the database, and lets the app listen.
import { app } from './app';
import { sequelize } from './db';
import { env } from './env';
import { log } from './lib/log';

// Listens last: a server without its database should take no requests.
async function start() {
  await sequelize.authenticate();
  log.info('Connected to workoutlog postgres database');
  app.listen(env.port, (err) => {
    // Without this line a taken port would still print "listening".
    if (err) return stop(err);
    log.info(`App is listening on ${env.port}.`);
  });
}

start().catch(stop);

// Whatever keeps the server from starting is told in one line.
function stop(err: Error) {
  log.fatal(`The server did not start: ${err.message}`);
  process.exit(1);
}
