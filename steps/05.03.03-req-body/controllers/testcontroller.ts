// Answers the requests whose path begins with /test.
import express from 'express';
import { Test } from '../models/test';

export const test = express.Router();

test.post('/one', (req, res) => {
  res.send('Test 1 went through!');
});

test.post('/two', (req, res) => {
  Test.create({ testdata: 'Test data for endpoint two' }).catch(logFailure);
  res.send('Test two went through!');
});

test.post('/three', (req, res) => {
  const item = req.body?.testdata?.item;
  Test.create({ testdata: item }).catch(logFailure);
  res.send('Test three went through!');
  console.log('Test three went through!');
});

// For a row that nobody waits for. Uncaught, its failure would end the server.
function logFailure(err: Error) {
  console.error('The row was not stored:', err.message);
}
