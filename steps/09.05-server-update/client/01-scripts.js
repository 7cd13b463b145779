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
