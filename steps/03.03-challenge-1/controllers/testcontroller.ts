// Answers the requests whose path begins with /test.
import express from 'express';

export const test = express.Router();

test.get('/', (req, res) => {
  res.send('Hey!!! This is a test route!');
});

test.get('/about', (req, res) => {
  res.send('This is an about route');
});
