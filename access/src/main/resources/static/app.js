// The page: a login, conversations, messages. All text goes in as text, never as markup.

import {Inbox} from './inbox.js';

const at = id => document.getElementById(id);
const conversations = new Map(); // key -> {name, to, lines: [], unread}
let me = '';
let current = '';
let socket;
let retry = 0;
let leaving = false;

const inbox = new Inbox(({entry, said, reset, problem}) => {
    if (reset) conversations.clear();
    if (entry) received(entry);
    if (said) spoken(said);
    at('problem').textContent = problem ?? '';
    show();
});

function conversation(key, to) {
    if (!conversations.has(key)) {
        conversations.set(key, {key, to, name: to.group ? `# ${to.group}` : to.user, lines: [], unread: false});
    }
    return conversations.get(key);
}

/** The key by which the server calls it: the bytewise lower user first. */
function keyOf(to) {
    if (to.group) return `g:${to.group}`;
    const bytes = name => [...new TextEncoder().encode(name)].map(byte => byte.toString(16).padStart(2, '0')).join('');
    return `d:${[me, to.user].sort((a, b) => (bytes(a) < bytes(b) ? -1 : 1)).join(':')}`;
}

function received(entry) {
    const {message} = entry;
    const to = message.to.group || message.sender === me ? message.to : {user: message.sender};
    const place = conversation(entry.conversation, to);
    if (message.change && message.body?.groupName) place.name = `# ${message.body.groupName}`;
    place.lines = place.lines.filter(line => line.clientMsgId !== message.clientMsgId || line.seq);
    place.lines.push({seq: entry.seq, clientMsgId: message.clientMsgId, sender: message.sender, at: message.at,
        event: message.change ? eventText(message.change) : '', text: textOf(message), state: ''});
    place.unread ||= entry.conversation !== current && message.sender !== me;
}

function spoken(said) {
    const place = conversation(keyOf(said.to), said.to);
    const line = {clientMsgId: said.clientMsgId, sender: me, at: Date.now(), event: '', text: said.body,
        state: said.state === 'failed' ? said.why : said.state, failed: said.state === 'failed'};
    const index = place.lines.findIndex(other => other.clientMsgId === said.clientMsgId);
    if (index < 0) place.lines.push(line);
    else if (!place.lines[index].seq) place.lines[index] = line;
}

const textOf = message => typeof message.body === 'string' ? message.body
    : typeof message.body?.content === 'string' ? message.body.content : `[${message.type}]`;

function eventText({joined, left}) {
    const some = users => users.slice(0, 5).join(', ') + (users.length > 5 ? ` and ${users.length - 5} more` : '');
    return [joined?.length ? `${some(joined)} joined` : '', left?.length ? `${some(left)} left` : '']
        .filter(Boolean).join(', ');
}

function element(tag, text, className = '') {
    const made = document.createElement(tag);
    made.textContent = text;
    made.className = className;
    return made;
}

function show() {
    const sorted = [...conversations.values()].sort((a, b) => (b.lines.at(-1)?.at ?? Infinity) - (a.lines.at(-1)?.at ?? Infinity));
    at('nobody').hidden = sorted.length > 0;
    at('conversations').replaceChildren(...sorted.map(place => {
        const button = element('button', '', place.unread ? 'unread' : '');
        button.type = 'button';
        button.setAttribute('aria-current', place.key === current);
        button.append(element('strong', place.name), element('small', place.lines.at(-1)?.event || place.lines.at(-1)?.text || 'no messages yet'));
        button.onclick = () => open(place.key);
        const item = element('li', '');
        item.append(button);
        return item;
    }));
    const place = conversations.get(current);
    at('chat').classList.toggle('reading', Boolean(place));
    at('title').textContent = place?.name ?? '';
    at('write').hidden = !place;
    const list = at('messages');
    const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 60;
    list.replaceChildren(...(place ? place.lines.map(line => lineOf(line, place)) : [element('li', 'Choose a conversation, or open one.', 'event')]));
    if (atEnd) list.scrollTop = list.scrollHeight;
}

function lineOf(line, place) {
    if (line.event) return element('li', line.event, 'event');
    const item = element('li', '', `${line.sender === me ? 'mine' : ''} ${line.failed ? 'failed' : ''}`);
    if (place.to.group && line.sender !== me) item.append(element('small', line.sender));
    const time = new Date(line.at).toLocaleTimeString([], {hour: '2-digit', minute: '2-digit'});
    item.append(line.text, element('small', line.state ? `${time} · ${line.state}` : time));
    return item;
}

function open(key) {
    current = key;
    const place = conversations.get(key);
    if (place) place.unread = false;
    show();
    at('messages').scrollTop = at('messages').scrollHeight;
    if (place) at('text').focus();
}

/** The user in a token, for the screen only: the server decides. */
function userOf(token) {
    try {
        const claims = token.split('.')[1].replace(/-/g, '+').replace(/_/g, '/');
        return JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(claims), c => c.charCodeAt(0)))).UserID ?? '';
    } catch {
        return '';
    }
}

function connect(token) {
    leaving = false;
    let comeBack = true;
    let greeted = false;
    let pings;
    status('connecting …');
    const url = new URL(`ws?token=${encodeURIComponent(token)}&device=${encodeURIComponent(deviceName())}`, location.href);
    url.protocol = url.protocol.replace('http', 'ws');
    const own = socket = new WebSocket(url);
    own.onopen = () => inbox.connected(frame => own.readyState === WebSocket.OPEN && own.send(JSON.stringify(frame)));
    own.onmessage = ({data}) => {
        const frame = JSON.parse(data);
        if (frame.op === 'hello') {
            greeted = true;
            retry = 0;
            status('online');
            pings = setInterval(() => own.readyState === WebSocket.OPEN && own.send('{"op":"ping"}'), frame.limits.pingEveryMs);
        } else if (frame.op === 'bye') {
            comeBack = frame.reconnect;
        }
        inbox.frame(frame);
    };
    own.onclose = async () => {
        clearInterval(pings);
        inbox.disconnected();
        if (leaving || own !== socket) return;
        if (!comeBack || (!greeted && await refuses(token))) return logOut('The server ended the session, or refuses this token.');
        const wait = Math.min(30_000, 500 * 2 ** retry++) * (0.5 + Math.random() / 2);
        status(`offline, again in ${Math.ceil(wait / 1000)} s`);
        setTimeout(() => leaving || connect(token), wait);
    };
}

/** Whether the token is at fault and not the network: a browser does not tell why a handshake failed. */
async function refuses(token) {
    try {
        const answer = await fetch('user/get_users_info', {method: 'POST', body: JSON.stringify({userIDs: [me]}),
            headers: {'Content-Type': 'application/json', operationID: crypto.randomUUID?.() ?? String(Math.random()), token}});
        const {errCode} = await answer.json();
        return errCode >= 1501 && errCode <= 1507;
    } catch {
        return false;
    }
}

/** One device per tab: a second tab must not end the first one's session. */
function deviceName() {
    let name = sessionStorage.getItem('fluxim.device');
    if (!name) sessionStorage.setItem('fluxim.device', name = `web-${Math.random().toString(36).slice(2, 10)}`);
    return name;
}

const status = text => { at('status').textContent = text; };

function logIn(token) {
    me = userOf(token);
    if (!me) return logOut('That is not a token.');
    sessionStorage.setItem('fluxim.token', token);
    at('me').textContent = me;
    at('login').hidden = true;
    at('chat').hidden = false;
    show();
    connect(token);
}

function logOut(why = '') {
    leaving = true;
    socket?.close();
    sessionStorage.removeItem('fluxim.token');
    conversations.clear();
    at('refused').textContent = why;
    at('login').hidden = false;
    at('chat').hidden = true;
    at('token').value = '';
}

function send() {
    const text = at('text').value.trim();
    const place = conversations.get(current);
    if (!text || !place) return;
    inbox.say(place.to, text, `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 12)}`);
    at('text').value = '';
    at('messages').scrollTop = at('messages').scrollHeight;
}

at('login').querySelector('form').onsubmit = event => { event.preventDefault(); logIn(at('token').value.trim()); };
at('logout').onclick = () => { logOut(); location.reload(); };
at('back').onclick = () => open('');
at('write').onsubmit = event => { event.preventDefault(); send(); };
at('text').onkeydown = event => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) { event.preventDefault(); send(); }
};
at('open').onsubmit = event => {
    event.preventDefault();
    const name = at('peer').value.trim();
    const to = name.startsWith('g:') ? {group: name.slice(2)} : {user: name};
    if (to.user === me) { at('problem').textContent = 'Choose somebody else.'; return; }
    conversation(keyOf(to), to);
    at('peer').value = '';
    open(keyOf(to));
};

const given = new URLSearchParams(location.hash.slice(1)).get('token');
if (given) history.replaceState(null, '', location.pathname);
const known = given || sessionStorage.getItem('fluxim.token');
if (known) logIn(known);
