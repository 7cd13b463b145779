// The server: builds the Express app and listens for requests.
import express from 'express';

const app = express();

app.listen(3000, (err) => {
  // Without this line a taken port would still print "listening".
  if (err) throw err;
  console.log('App is listening on 3000.');
});
