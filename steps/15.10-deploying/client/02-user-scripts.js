// Signing up and in, and the token that comes of it: rows 6 to 8.

// Shows in the page what the work returns, or why it failed.
async function show(place, work) {
  const result = document.querySelector(place);
  result.className = '';
  try {
    result.textContent = await work();
  } catch (err) {
    result.className = 'error';
    result.textContent = err.message;
  }
}

function userSignUp() {
  const username = document.querySelector('#nameSignUp').value;
  const password = document.querySelector('#passSignUp').value;
  return sendUser('/api/user/createuser', { username, password });
}

document
  .querySelector('#sign-up-button')
  .addEventListener('click', () => show('#sign-up-result', userSignUp));

function userSignIn() {
  const username = document.querySelector('#nameSignIn').value;
  const password = document.querySelector('#passSignIn').value;
  return sendUser('/api/user/signin', { username, password });
}

document
  .querySelector('#sign-in-button')
  .addEventListener('click', () => show('#sign-in-result', userSignIn));

// Both routes take the same body and answer with a token, which is kept.
async function sendUser(path, user) {
  const response = await fetch(server + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ user }),
  });
  const answer = await response.json();
  // A refusal has no token: without this line "undefined" would be kept.
  if (!response.ok) throw new Error(answer.error);
  localStorage.setItem('SessionToken', answer.sessionToken);
  return `Signed in as ${answer.user.username}`;
}

// null where nobody is signed in.
function getSessionToken() {
  return localStorage.getItem('SessionToken');
}

function printToken() {
  const token = getSessionToken();
  console.log(token);
  return token ? 'The token is in the console' : 'Nobody is signed in';
}

document
  .querySelector('#token-button')
  .addEventListener('click', () => show('#token-result', printToken));

// To forget a token is not enough: who has a copy could go on using it.
async function userSignOut() {
  const response = await fetch(`${server}/api/user/signout`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${getSessionToken()}` },
  });
  // A 401 is as good: the server no longer takes this token.
  if (!response.ok && response.status !== 401) {
    throw new Error('The server did not sign you out');
  }
  localStorage.removeItem('SessionToken');
  return 'Signed out';
}

document
  .querySelector('#sign-out-button')
  .addEventListener('click', () => show('#token-result', userSignOut));
