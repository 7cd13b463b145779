// Prints all users with their logs: npm run accounts
import { sequelize } from '../db';
import { Log, User } from '../models/associations';

async function main() {
  const users = await User.findAll({
    attributes: ['id', 'username'],
    // All logs in the same query, not in one more for each user.
    include: { model: Log, as: 'logs', attributes: ['description'] },
    order: ['id', ['logs', 'id', 'ASC']],
  });
  for (const { username, logs = [] } of users) {
    const descriptions = logs.map((log) => log.description);
    console.log(`${username}: ${descriptions.join(', ') || 'no logs'}`);
  }
  await sequelize.close();
}

main().catch((err: Error) => {
  console.error('The accounts could not be read:', err.message);
  process.exit(1);
});
