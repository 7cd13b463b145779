// What the thread for passwords does. Plain JavaScript: ts-node is not there.
const bcrypt = require('bcryptjs');

exports.hash = ({ password, salt }) => bcrypt.hashSync(password, salt);

exports.compare = ({ password, hash }) => bcrypt.compareSync(password, hash);
