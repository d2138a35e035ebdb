// The page: login, conversations, messages. Whatever comes from people is put in as text, never as markup.

import {Connection} from './connection.js';
import {Conversations, textOf} from './conversations.js';
import {Inbox} from './inbox.js';
import {drawList, drawRoom, showEarlier, toTheEnd} from './screen.js';

const TOKEN = 'fluxim.token';
const UNSENT = 'fluxim.unsent';
const MAX_ID_BYTES = 64;
const PROBLEM_SHOWN = 8000;
const at = id => document.getElementById(id);

/** From a login to its end: {token, connection, inbox, conversations}. */
let session = null;
/** The connection's: connecting, online, offline or ended. */
let state = 'ended';

function logIn(token) {
    session?.connection.stop();
    sessionStorage.setItem(TOKEN, token);
    const connection = new Connection({open: () => new WebSocket(address(token)), see, refusal: () => refusal(token), clock});
    const inbox = new Inbox({write: frame => connection.write(frame), later: (millis, action) => setTimeout(action, millis), see});
    session = {token, connection, inbox, conversations: null};
    connection.start();
}

function logOut(why = '') {
    session?.connection.stop();
    session = null;
    sessionStorage.removeItem(TOKEN);
    at('chat').hidden = true;
    at('login').hidden = false;
    at('login-says').textContent = why;
    at('token').value = '';
    at('token').focus();
    document.title = 'Fluxim';
}

const clock = {
    setTimeout: (...of) => setTimeout(...of),
    clearTimeout: of => clearTimeout(of),
    setInterval: (...of) => setInterval(...of),
    clearInterval: of => clearInterval(of),
    random: Math.random,
};

function address(token) {
    const url = new URL('ws', location.href);
    url.protocol = url.protocol.replace('http', 'ws');
    url.search = new URLSearchParams({token, device: device()});
    return url;
}

/** One device per tab: a device that connects again ends its older session. */
function device() {
    const known = sessionStorage.getItem('fluxim.device') ?? `web-${id().slice(0, 8)}`;
    sessionStorage.setItem('fluxim.device', known);
    return known;
}

/** 32 hex digits; `crypto.randomUUID` is there on HTTPS and localhost only. */
function id() {
    return [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('');
}

/** The server's words where it does not take this token; asked over HTTP, as a browser hides why a handshake failed. */
async function refusal(token) {
    try {
        const user = userOf(token);
        const headers = {'Content-Type': 'application/json', operationID: id(), token};
        const body = JSON.stringify({userIDs: [user || '-']});
        const answer = await (await fetch('user/get_users_info', {method: 'POST', headers, body})).json();
        if (answer.errCode >= 1501 && answer.errCode <= 1506) {
            return (answer.errDlt || answer.errMsg).replace(/^token:? /, '');
        }
        return answer.data?.usersInfo?.length === 0 ? `${user || 'The user of this token'} is not registered.` : '';
    } catch {
        return ''; // the network, and no fault of the token
    }
}

/** Whom a token is for; the server alone knows whether that is true. */
function userOf(token) {
    try {
        const claims = atob(token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/'));
        return JSON.parse(new TextDecoder().decode(Uint8Array.from(claims, char => char.charCodeAt(0)))).UserID;
    } catch {
        return '';
    }
}

/** What connection and inbox tell. */
const see = {
    connecting() {
        show('connecting', 'Connecting …');
    },
    offline(wait) {
        session.inbox.offline();
        show('offline', `Offline. Trying again in ${Math.ceil(wait / 1000)} s.`, 'Try now');
    },
    ended(reason, words) {
        session.inbox.offline();
        if (reason === 'replaced') {
            show('ended', 'This chat goes on in another window.', 'Go on here');
        } else {
            logOut(words || `The server ended the session: ${reason.replaceAll('_', ' ')}.`);
        }
    },
    frame(frame) {
        const first = frame.op === 'hello' && !session.conversations;
        if (first) {
            session.conversations = new Conversations(readMarks(frame));
            session.inbox.user = frame.user;
            session.inbox.restore(unsent(frame.user));
        }
        session.inbox.frame(frame);
        if (frame.op === 'hello') {
            show('online', '');
        }
        if (first) {
            begin();
        }
        draw();
    },
    received(entry, said) {
        const conversation = session.conversations.add(entry, session.inbox.user);
        const {sender, at: time} = entry.message;
        if (sender !== session.inbox.user && conversation.key === current() && Date.now() - time < 60_000) {
            at('spoken').textContent = `${sender}: ${textOf(entry.message)}`;
        }
        if (said) {
            keepUnsent();
        }
    },
    changed(said) {
        const conversation = session.conversations.with(said.to);
        conversation.touched = Math.max(conversation.touched, said.at);
        keepUnsent();
        draw();
    },
    reset() {
        session.conversations = new Conversations();
        session.inbox.said.forEach(see.changed);
    },
    problem(words) {
        at('problem').textContent = words;
        at('problem').hidden = false;
        clearTimeout(see.hiding);
        see.hiding = setTimeout(() => { at('problem').hidden = true; }, PROBLEM_SHOWN);
    },
};

/** What was said and has not come back survives a reload of this tab. */
function keepUnsent() {
    const {user, said} = session.inbox;
    try {
        sessionStorage.setItem(UNSENT, JSON.stringify({user, said}));
    } catch {
        sessionStorage.removeItem(UNSENT); // more than a browser keeps: it is sent all the same, as long as the tab lives
    }
}

function unsent(user) {
    const kept = JSON.parse(sessionStorage.getItem(UNSENT));
    return kept?.user === user ? kept.said : [];
}

/** How far each conversation was read, on this browser; another epoch counts anew. */
function readMarks({user, epoch}) {
    const kept = JSON.parse(localStorage.getItem(`fluxim.read.${user}`));
    return kept?.epoch === epoch ? kept.marks : {};
}

function keepReadMarks() {
    const {inbox: {user, epoch}, conversations: {marks}} = session;
    localStorage.setItem(`fluxim.read.${user}`, JSON.stringify({epoch, marks}));
}

function show(now, banner, button = '') {
    state = now;
    at('status').textContent = now;
    at('status').className = now;
    at('banner').hidden = !banner;
    at('banner-says').textContent = banner;
    at('banner-button').textContent = button;
    at('banner-button').hidden = !button;
    if (!session.conversations) {
        at('login-says').textContent = now === 'offline' ? banner.replace('Offline', 'The server cannot be reached') : '';
        at('login').hidden = now !== 'offline';
    }
}

function begin() {
    at('login').hidden = true;
    at('chat').hidden = false;
    at('me').textContent = session.inbox.user;
    follow();
}

let drawing = false;

/** Draws soon, once for all that has happened until then. */
function draw() {
    if (!drawing) {
        drawing = true;
        setTimeout(drawNow);
    }
}

function drawNow() {
    drawing = false;
    if (!session?.conversations) {
        return;
    }
    const {inbox, conversations} = session;
    const conversation = conversations.get(current());
    if (conversation && !document.hidden && conversation.seen()) {
        keepReadMarks();
    }
    drawList(conversations, conversation, inbox);
    drawRoom(conversation, inbox);
    const unread = conversations.sorted.reduce((sum, each) => sum + each.unread, 0);
    document.title = `${unread ? `(${unread}) ` : ''}${inbox.user} · Fluxim`;
}

/** The conversation in the address, `#/user/bob` or `#/group/crew`, as its key. */
function current() {
    const [, kind, name] = location.hash.match(/^#\/(user|group)\/(.+)$/) ?? [];
    return kind ? `${kind}/${decodeURIComponent(name)}` : '';
}

/** Goes where the address says; a token in it is taken out at once. */
function follow() {
    const token = new URLSearchParams(location.hash.slice(1)).get('token');
    if (token) {
        history.replaceState(null, '', location.pathname);
        logIn(token);
    } else if (session?.conversations) {
        const [kind, ...name] = current().split('/');
        keepDraft();
        if (kind) {
            const conversation = session.conversations.with({[kind]: name.join('/')});
            at('text').value = conversation.draft;
            drawNow();
            toTheEnd();
            grow();
            if (matchMedia('(min-width: 44rem)').matches) {
                at('text').focus();
            }
        }
        draw();
    }
}

let writingTo = null;

/** What was begun to be written stays with its conversation. */
function keepDraft() {
    if (writingTo) {
        writingTo.draft = at('text').value;
    }
    writingTo = session.conversations.get(current()) ?? null;
}

function grow() {
    at('text').style.height = 'auto';
    at('text').style.height = `${at('text').scrollHeight + 2}px`;
}

function send() {
    const content = at('text').value.trim();
    const conversation = session.conversations.get(current());
    if (content && conversation) {
        session.inbox.say(conversation.to, {content}, id(), Date.now());
        at('text').value = '';
        grow();
        drawNow();
        toTheEnd();
    }
    at('text').focus();
}

/** What is wrong with an id; '' where nothing is. */
function complaint(kind, name) {
    if (/[:\s\p{Cc}]/u.test(name) || new TextEncoder().encode(name).length > MAX_ID_BYTES) {
        return `An id has 1 to ${MAX_ID_BYTES} bytes, and neither colons nor spaces.`;
    }
    return kind === 'user' && name === session.inbox.user ? 'That is you. Choose somebody else.' : '';
}

at('login-form').onsubmit = event => {
    event.preventDefault();
    logIn(at('token').value.trim());
};
at('logout').onclick = () => {
    sessionStorage.removeItem(UNSENT);
    history.replaceState(null, '', location.pathname);
    logOut();
};
at('banner-button').onclick = () => session.connection.start();
at('start').onsubmit = event => {
    event.preventDefault();
    const kind = at('kind').value;
    const name = at('name').value.trim();
    at('name').setCustomValidity(complaint(kind, name));
    if (at('name').reportValidity()) {
        at('name').value = '';
        session.conversations.with({[kind]: name}).touched = Date.now();
        history.pushState(null, '', `#/${kind}/${encodeURIComponent(name)}`);
        follow();
    }
};
at('name').oninput = () => at('name').setCustomValidity('');
at('write').onsubmit = event => {
    event.preventDefault();
    send();
};
at('text').oninput = grow;
at('text').onkeydown = event => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        send();
    }
};
at('earlier').onclick = () => showEarlier();
at('newer').onclick = () => toTheEnd();
window.addEventListener('hashchange', follow);
window.addEventListener('online', () => state === 'offline' && session.connection.start());
document.addEventListener('visibilitychange', draw);

const kept = sessionStorage.getItem(TOKEN);
follow();
if (!session && kept) {
    logIn(kept);
} else if (!session) {
    logOut();
}
