// The server: builds the Express app, connects the database and listens.
import express from 'express';
import { test } from './controllers/testcontroller';
import { sequelize } from './db';

const app = express();

// Above the routes, so that they find the body read.
app.use(express.json());

app.use('/test', test);

// Listens last: a server without its database should take no requests.
async function start() {
  await sequelize.authenticate();
  console.log('Connected to workoutlog postgres database');
  await sequelize.sync();
  app.listen(3000, (err) => {
    // Without this line a taken port would still print "listening".
    if (err) return stop(err);
    console.log('App is listening on 3000.');
  });
}

start().catch(stop);

// Whatever keeps the server from starting is told in one line.
function stop(err: Error) {
  console.error('The server did not start:', err.message);
  process.exit(1);
}
