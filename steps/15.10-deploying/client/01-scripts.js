// What the buttons of rows 1 to 5 do.

// Where the server listens. This page comes from another port.
const server = 'http://localhost:3000';

// Asks for the server's greeting.
async function fetchHelloDataFromAPI() {
  const response = await fetch(`${server}/test/helloclient`);
  console.log(response);
  const text = await response.text();
  console.log(text);
}

document
  .querySelector('#hello-button')
  .addEventListener('click', fetchHelloDataFromAPI);

// Promises with functions, as older code has them.
function postToOne() {
  fetch(`${server}/test/one`, { method: 'POST' })
    .then(function (response) {
      // fetch takes any answer for a success: only `ok` tells a 404 or 500.
      if (!response.ok) {
        throw new Error(`The server answered ${response.status}`);
      }
      return response.text();
    })
    .then(function (text) {
      console.log(`Success: ${text}`);
    })
    // Last: a `then` below it would run after a failure, too.
    .catch(function (err) {
      console.error(`Error: ${err.message}`);
    });
}

document.querySelector('#one-button').addEventListener('click', postToOne);

// The same with arrow functions.
function postToOneArrow() {
  fetch(`${server}/test/one`, { method: 'POST' })
    .then((response) => {
      if (!response.ok) {
        throw new Error(`The server answered ${response.status}`);
      }
      return response.text();
    })
    .then((text) => console.log(`Success: ${text}`))
    .catch((err) => console.error(`Error: ${err.message}`));
}

document
  .querySelector('#arrow-button')
  .addEventListener('click', postToOneArrow);

// The same with async and await.
async function postToOneAwait() {
  try {
    const response = await fetch(`${server}/test/one`, { method: 'POST' });
    if (!response.ok) {
      throw new Error(`The server answered ${response.status}`);
    }
    console.log(`Success: ${await response.text()}`);
  } catch (err) {
    console.error(`Error: ${err.message}`);
  }
}

document
  .querySelector('#await-button')
  .addEventListener('click', postToOneAwait);

// Stores a text and shows the row that came of it, or why there is none.
async function postData() {
  const error = document.querySelector('#data-error');
  error.textContent = '';
  try {
    const response = await fetch(`${server}/test/seven`, {
      method: 'POST',
      // Without it express.json() would not read the body.
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ testdata: { item: 'This was saved!' } }),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(answer.error);
    console.log(answer);
    const { testdata, createdAt } = answer.testdata;
    // As text: innerHTML would run what somebody else has stored as HTML.
    document.querySelector('#test-data').textContent = testdata;
    document.querySelector('#created-at').textContent = createdAt;
  } catch (err) {
    error.textContent = err.message;
  }
}

document.querySelector('#data-button').addEventListener('click', postData);

// Lists all stored texts.
async function fetchFromOneDisplayData() {
  const list = document.querySelector('#getjson');
  const error = document.querySelector('#display-error');
  error.textContent = '';
  try {
    const response = await fetch(`${server}/test/one`);
    const answer = await response.json();
    if (!response.ok) throw new Error(answer.error);
    // Emptied first: a second click would list all of them again.
    list.replaceChildren();
    for (const row of answer) {
      console.log(row);
      const line = document.createElement('li');
      line.textContent = row.testdata;
      list.append(line);
    }
  } catch (err) {
    error.textContent = err.message;
  }
}

document
  .querySelector('#display-button')
  .addEventListener('click', fetchFromOneDisplayData);
