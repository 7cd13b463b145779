// The server: connects the database, and lets the app listen.
import { app } from './app';
import { sequelize } from './db';
import { env } from './env';

// Listens last: a server without its database should take no requests.
async function start() {
  await sequelize.authenticate();
  console.log('Connected to workoutlog postgres database');
  app.listen(env.port, (err) => {
    // Without this line a taken port would still print "listening".
    if (err) return stop(err);
    console.log(`App is listening on ${env.port}.`);
  });
}

start().catch(stop);

// Whatever keeps the server from starting is told in one line.
function stop(err: Error) {
  console.error('The server did not start:', err.message);
  process.exit(1);
}
