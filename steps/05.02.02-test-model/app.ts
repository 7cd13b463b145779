// The server: builds the Express app, connects the database and listens.
import express from 'express';
import { test } from './controllers/testcontroller';
import { sequelize } from './db';
// Without this line sync() would not know the model.
import './models/test';

const app = express();

app.get('/api/test', (req, res) => {
  res.send("This is data from the /api/test endpoint. It's from the server.");
});

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
