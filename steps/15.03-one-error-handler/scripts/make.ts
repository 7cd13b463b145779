// Writes an empty migration or seed: npm run make:seed more tests
import fs from 'node:fs';

const [folder, ...words] = process.argv.slice(2);
const name = words.join('-');

const template = `// Says what it changes.
import { DataTypes, type QueryInterface } from 'sequelize';

export async function up(queryInterface: QueryInterface) {
  throw new Error('Not written yet');
}

// Takes back what up() did.
export async function down(queryInterface: QueryInterface) {}
`;

if (!/^[\w-]+$/.test(name)) {
  console.error('Say in a few plain words what it does.');
  process.exit(1);
}

// They run in the order of their names, so each has the next number.
const numbers = fs.readdirSync(folder).map((file) => parseInt(file) || 0);
const next = String(Math.max(0, ...numbers) + 1).padStart(4, '0');
const file = `${folder}/${next}-${name}.ts`;
fs.writeFileSync(file, template);
console.log(`Made ${file}`);
