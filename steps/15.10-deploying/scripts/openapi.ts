// Writes the description of the server: npm run openapi
import fs from 'node:fs';
import { describeServer } from '../lib/openapi';

const text = JSON.stringify(describeServer(), null, 2);
fs.writeFileSync('openapi.json', `${text}\n`);
console.log('Wrote openapi.json');
