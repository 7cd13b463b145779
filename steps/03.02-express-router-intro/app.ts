// The server: builds the Express app and listens for requests.
import express from 'express';
import { test } from './controllers/testcontroller';

const app = express();

app.get('/api/test', (req, res) => {
  res.send("This is data from the /api/test endpoint. It's from the server.");
});

app.use('/test', test);

app.listen(3000, (err) => {
  // Without this line a taken port would still print "listening".
  if (err) throw err;
  console.log('App is listening on 3000.');
});
