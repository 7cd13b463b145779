// Answers the requests whose path begins with /test.
import express from 'express';

export const test = express.Router();

test.post('/one', (req, res) => {
  res.send('Test 1 went through!');
});
