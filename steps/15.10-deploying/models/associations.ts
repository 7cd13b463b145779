// Which rows belong to which: here, so that no two models import each other.
import { Authtest } from './authtest';
import { Log } from './log';
import { User } from './user';

// Each is the other's way back, by the same column.
User.hasMany(Log, { foreignKey: 'owner', as: 'logs' });
Log.belongsTo(User, { foreignKey: 'owner', as: 'user' });

User.hasMany(Authtest, { foreignKey: 'owner', as: 'items' });
Authtest.belongsTo(User, { foreignKey: 'owner', as: 'user' });

export { Authtest, Log, User };
