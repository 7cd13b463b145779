// Brings the database up to date: npm run migrate, npm run seed
import { runPending } from '../lib/run-pending';

const folder = process.argv[2] === 'seeders' ? 'seeders' : 'migrations';

runPending(folder).then(
  (names) => console.log(names.join('\n') || `No ${folder} were pending`),
  (err: Error) => {
    console.error(`The ${folder} have stopped:`, err.message);
    process.exit(1);
  },
);
