// What the buttons of rows 1 to 5 do.

// Where the server listens. This page comes from another port.
const server = 'http://localhost:3000';
