// Answers the requests whose path begins with /test.
import express from 'express';
import { log } from '../lib/log';
import { readBody } from '../lib/read';
import { testBody } from '../lib/schemas';
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
  const { item } = readBody(req, testBody).testdata;
  Test.create({ testdata: item }).catch(logFailure);
  res.send('Test three went through!');
  log.info('Test three went through!');
});

test.post('/four', async (req, res) => {
  const { item } = readBody(req, testBody).testdata;
  await Test.create({ testdata: item });
  res.send('Test 4 went through!');
  log.info('Test 4 went through!');
});

test.post('/five', async (req, res) => {
  const { item } = readBody(req, testBody).testdata;
  const row = await Test.create({ testdata: item });
  res.send(row);
});

test.post('/six', async (req, res) => {
  const { item } = readBody(req, testBody).testdata;
  const row = await Test.create({ testdata: item });
  res.status(201).json({ testdata: row });
});

test.post('/seven', async (req, res) => {
  const { item } = readBody(req, testBody).testdata;
  const row = await Test.create({ testdata: item });
  res.status(201).json({ testdata: row });
});

test.get('/helloclient', (req, res) => {
  res.send('This is a message from the server to the client.');
});

test.get('/one', async (req, res) => {
  const attributes = ['id', 'testdata'];
  // A table has no order of its own.
  res.json(await Test.findAll({ attributes, order: ['id'], limit: 1000 }));
});

// For a row that nobody waits for. Uncaught, its failure would end the server.
function logFailure(err: Error) {
  log.error(`The row was not stored: ${err.message}`);
}
