// A small server and its page, for the tests of checks and pages in a browser.
export const origin = "res.setHeader('Access-Control-Allow-Origin', '*');";

/** @param headers code that sets them, for each answer */
export const server = (headers = origin) => `
const http = require('node:http');
const items = ['first', 'second'];
http.createServer((req, res) => {
  ${headers}
  if (req.method === 'OPTIONS') {
    res.setHeader('Access-Control-Allow-Headers', 'Content-Type');
    res.setHeader('Access-Control-Allow-Methods', 'GET, POST, PUT, DELETE');
    return res.writeHead(204).end();
  }
  let body = '';
  req.on('data', (part) => (body += part));
  req.on('end', () => {
    if (req.url === '/hello') return res.end('Hello from the server');
    if (req.url === '/missing') return res.writeHead(404).end();
    if (req.url === '/die') process.exit(1);
    if (req.method === 'DELETE') items.splice(items.indexOf(req.url.slice(7)), 1);
    res.setHeader('Content-Type', 'application/json');
    res.end(JSON.stringify(req.url === '/items' ? items : { body }));
  });
}).listen(3000);
`;

/** What both pages below do. */
export const script = `
const server = 'http://localhost:3000';
const at = (id) => document.getElementById(id);
const on = (id, run) => at(id).addEventListener('click', run);
on('hello', async () => {
  const response = await fetch(server + '/hello');
  console.log(response);
  console.log(await response.text());
});
const send = (path, name, password) => async () => {
  const response = await fetch(server + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: at(name).value, password: at(password).value }),
  });
  localStorage.setItem('SessionToken', 'a token');
  at('shown').textContent = 'Welcome, ' + at(name).value;
  console.log(await response.json());
};
on('up', send('/user/create', 'a', 'b'));
on('in', send('/user/signin', 'c', 'd'));
on('missing', () => fetch(server + '/missing'));
on('list', async () => {
  const items = await (await fetch(server + '/items')).json();
  at('items').replaceChildren(...items.map((text) => {
    const line = document.createElement('li');
    line.textContent = text;
    line.addEventListener('click', async () => {
      await fetch(server + '/items/' + text, { method: 'DELETE' });
      line.remove();
    });
    return line;
  }));
});
at('search').addEventListener('keyup', () => fetch(server + '/items?q=' + at('search').value));
`;

/** As the course's page: a row for each request. */
export const rows = `<!doctype html><title>Rows</title><table>
<tr><td>GET /hello<td><button id="hello">Hello</button>
<tr><td>Sign up: POST /user/create<td>
  <label>Username <input id="a"></label><input type="password" id="b"><button id="up">Submit</button>
<tr><td>Sign in: POST /user/signin<td>
  <label>Username <input id="c"></label><input type="password" id="d"><button id="in">Submit</button>
<tr><td>GET /missing<td><button id="missing">Get</button>
<tr><td>GET /items<td><button id="list">Show</button><ul id="items"></ul><input id="search">
</table><p id="shown"></p><button id="idle">Nothing</button>
<script src="script.js"></script>`;

/** A student's own: no path is named, and the order is another. */
export const plain = `<!doctype html><title>Plain</title>
<button id="idle">?</button><button id="list">All of them</button><button id="missing">Lost</button>
<div><div><input placeholder="Your username" id="c"><input id="d" placeholder="pass word" type="password"></div><a role="button" id="in">Sign in</a></div>
<div><div><input placeholder="Your username" id="a"><input id="b" type="password"></div><a role="button" id="up">Create</a></div>
<input type="button" id="hello" value="Say it"><input id="search"><ol id="items"></ol><p id="shown"></p>
<script src="script.js"></script>`;
