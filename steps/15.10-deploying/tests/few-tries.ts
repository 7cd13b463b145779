// Fewer tries than usual, so that a test need not make so many. Imported first:
// the app reads its settings once.
process.env.SIGN_IN_LIMIT = '15';
process.env.SIGN_UP_LIMIT = '3';
